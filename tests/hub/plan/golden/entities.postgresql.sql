-- _entities
SELECT (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT coalesce((SELECT '{"__typename":' || '"Organisation"' || ',"id":' || coalesce(to_json(t4.id)::text, 'null') || '}'
FROM organisation t4
WHERE t4.id = e2.id AND substr(e2.id, 1, 2) IN ('or')
UNION ALL SELECT '{"__typename":' || '"Ospo"' || '}'
FROM ospo t5
WHERE t5.id = e2.id AND substr(e2.id, 1, 2) IN ('os')
UNION ALL SELECT '{"__typename":' || '"Product"' || ',"name":' || coalesce(to_json(t6.name)::text, 'null') || '}'
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
WHERE r.id = ((v1.value)::json ->> 'id') AND r.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item') UNION SELECT k.id
FROM (SELECT i.entity AS id, rank() OVER (ORDER BY CASE i.kind WHEN 'organisation' THEN 0 WHEN 'ospo' THEN 1 WHEN 'product' THEN 2 WHEN 'event' THEN 3 WHEN 'news-item' THEN 4 END) AS place
FROM json_array_elements(((v1.value)::json -> 'keys')) WITH ORDINALITY AS k3(value, key)
JOIN identifier i ON i.scheme = (k3.value ->> 0) AND i.value = (k3.value ->> 1)
WHERE i.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item') AND coalesce(((v1.value)::json ->> 'kind'), i.kind) = i.kind) k
WHERE k.place = 1 UNION SELECT t.id
FROM organisation t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND coalesce(((v1.value)::json ->> 'kind'), 'organisation') = 'organisation' UNION SELECT t.id
FROM ospo t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND coalesce(((v1.value)::json ->> 'kind'), 'ospo') = 'ospo' UNION SELECT t.id
FROM product t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND coalesce(((v1.value)::json ->> 'kind'), 'product') = 'product' UNION SELECT t.id
FROM event t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND coalesce(((v1.value)::json ->> 'kind'), 'event') = 'event' UNION SELECT t.id
FROM news_item t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND coalesce(((v1.value)::json ->> 'kind'), 'news-item') = 'news-item') x) END) AS id
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v1(value, key)
LEFT JOIN record r ON r.id = v1.value) e2
ORDER BY e2.k) z)
