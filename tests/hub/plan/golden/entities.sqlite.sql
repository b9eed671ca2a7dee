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
FROM (SELECT v1.key AS k, coalesce(r.entity, CASE WHEN substr(v1.value, 1, 1) = '{' THEN (SELECT CASE WHEN count(*) = 1 THEN min(x.id) END
FROM (SELECT t.id
FROM organisation t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND json_extract(v1.value, '$.' || 'kind') = 'organisation' UNION SELECT t.id
FROM ospo t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND json_extract(v1.value, '$.' || 'kind') = 'ospo' UNION SELECT t.id
FROM product t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND json_extract(v1.value, '$.' || 'kind') = 'product' UNION SELECT t.id
FROM event t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND json_extract(v1.value, '$.' || 'kind') = 'event' UNION SELECT t.id
FROM news_item t
WHERE t.slug = json_extract(v1.value, '$.' || 'slug') AND json_extract(v1.value, '$.' || 'kind') = 'news-item' UNION SELECT i.entity AS id
FROM json_each(json_extract(v1.value, '$.' || 'addresses')) a3
JOIN identifier i ON i.scheme = json_extract(a3.value, '$[0]') AND i.value = json_extract(a3.value, '$[1]')
WHERE i.kind = json_extract(v1.value, '$.' || 'kind')) x) END) AS id
FROM json_each(:p0) v1
LEFT JOIN record r ON r.id = v1.value) e2
ORDER BY e2.k))
