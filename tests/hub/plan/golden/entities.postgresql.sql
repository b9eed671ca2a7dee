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
FROM (SELECT v1.key AS k, coalesce(r.entity, CASE WHEN substr(v1.value, 1, 1) = '{' THEN (SELECT CASE WHEN count(*) = 1 THEN min(x.id) END
FROM (SELECT t.id
FROM organisation t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND ((v1.value)::json ->> 'kind') = 'organisation' UNION SELECT t.id
FROM ospo t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND ((v1.value)::json ->> 'kind') = 'ospo' UNION SELECT t.id
FROM product t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND ((v1.value)::json ->> 'kind') = 'product' UNION SELECT t.id
FROM event t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND ((v1.value)::json ->> 'kind') = 'event' UNION SELECT t.id
FROM news_item t
WHERE t.slug = ((v1.value)::json ->> 'slug') AND ((v1.value)::json ->> 'kind') = 'news-item' UNION SELECT i.entity AS id
FROM json_array_elements(((v1.value)::json -> 'addresses')) WITH ORDINALITY AS a3(value, key)
JOIN identifier i ON i.scheme = (a3.value ->> 0) AND i.value = (a3.value ->> 1)
WHERE i.kind = ((v1.value)::json ->> 'kind')) x) END) AS id
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v1(value, key)
LEFT JOIN record r ON r.id = v1.value) e2
ORDER BY e2.k) z)
