-- _entities
SELECT (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT coalesce((SELECT '{"__typename":' || '"Organisation"' || ',"id":' || json_quote(t4.id) || '}'
FROM organisation t4
WHERE t4.id = e2.id AND substr(e2.id, 1, 2) IN ('or')
UNION ALL SELECT '{"__typename":' || '"Ospo"' || '}'
FROM ospo t5
WHERE t5.id = e2.id AND substr(e2.id, 1, 2) IN ('os')
UNION ALL SELECT '{"__typename":' || '"Product"' || ',"name":' || json_quote(t6.name) || '}'
FROM product t6
WHERE t6.id = e2.id AND substr(e2.id, 1, 2) IN ('pr')
UNION ALL SELECT '{"__typename":' || '"Event"' || '}'
FROM event t7
WHERE t7.id = e2.id AND substr(e2.id, 1, 2) IN ('ev')
UNION ALL SELECT '{"__typename":' || '"NewsItem"' || '}'
FROM news_item t8
WHERE t8.id = e2.id AND substr(e2.id, 1, 2) IN ('ne')), 'null') AS j
FROM (SELECT v1.key AS k, coalesce(r.entity, CASE WHEN substr(v1.value, 1, 1) = '{' THEN (SELECT CASE count(*) WHEN 1 THEN min(x.id) END
FROM (SELECT r.entity AS id
FROM record r
WHERE r.id = json_extract(v1.value, '$.' || 'id') AND r.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item') UNION SELECT k.id
FROM (SELECT i.entity AS id, rank() OVER (ORDER BY CASE i.kind WHEN 'organisation' THEN 0 WHEN 'ospo' THEN 1 WHEN 'product' THEN 2 WHEN 'event' THEN 3 WHEN 'news-item' THEN 4 END) AS place
FROM json_each(json_extract(v1.value, '$.' || 'keys')) k3
JOIN identifier i ON i.scheme = json_extract(k3.value, '$[0]') AND i.value = json_extract(k3.value, '$[1]')
WHERE i.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item') AND coalesce(json_extract(v1.value, '$.' || 'kind'), i.kind) = i.kind) k
WHERE k.place = 1 UNION SELECT t.id
FROM organisation t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND coalesce(json_extract(v1.value, '$.' || 'kind'), 'organisation') = 'organisation' UNION SELECT t.id
FROM ospo t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND coalesce(json_extract(v1.value, '$.' || 'kind'), 'ospo') = 'ospo' UNION SELECT t.id
FROM product t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND coalesce(json_extract(v1.value, '$.' || 'kind'), 'product') = 'product' UNION SELECT t.id
FROM event t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND coalesce(json_extract(v1.value, '$.' || 'kind'), 'event') = 'event' UNION SELECT t.id
FROM news_item t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND coalesce(json_extract(v1.value, '$.' || 'kind'), 'news-item') = 'news-item') x) END) AS id
FROM json_each(:p0) v1
LEFT JOIN record r ON r.id = v1.value) e2
ORDER BY e2.k))
