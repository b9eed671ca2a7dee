-- overlap
SELECT '{"matrix":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"left":' || coalesce((SELECT '{"slug":' || coalesce(to_json(n3.slug)::text, 'null') || '}'
FROM network n3
WHERE n3.slug = x2.l), 'null') || ',"right":' || coalesce((SELECT '{"slug":' || coalesce(to_json(n4.slug)::text, 'null') || '}'
FROM network n4
WHERE n4.slug = x2.r), 'null') || ',"kind":' || coalesce(to_json(replace(upper(x2.kind), '-', '_'))::text, 'null') || ',"count":' || CAST(x2.n AS text) || '}' AS j
FROM (SELECT a.value COLLATE "C" AS l, b.value COLLATE "C" AS r, w.kind AS kind, sum(w.total) AS n
FROM (SELECT *
FROM (SELECT k.kind, k.value, k.total, (SELECT count(*)
FROM json_array_elements_text((k.value)::json) WITH ORDINALITY AS v1(value, key)
WHERE true) AS n
FROM value_count k
WHERE k.field = 'shared' AND k.value <> '' AND k.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item')) w
WHERE n > 1) w CROSS
JOIN json_array_elements_text((w.value)::json) WITH ORDINALITY AS a(value, key) CROSS
JOIN json_array_elements_text((w.value)::json) WITH ORDINALITY AS b(value, key)
WHERE a.key < b.key
GROUP BY a.value COLLATE "C", b.value COLLATE "C", w.kind) x2
ORDER BY x2.l, x2.r, x2.kind) z) || ',"entities":' || '{"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT coalesce((SELECT '{"name":' || coalesce(to_json(t8.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n10.slug)::text, 'null') || '}' AS j
FROM term m9
JOIN network n10 ON n10.slug = m9.value
WHERE m9.entity = t8.id AND m9.field = 'networks'
ORDER BY n10.slug) z) || '}'
FROM organisation t8
WHERE t8.id = u5.id AND substr(u5.id, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || coalesce(to_json(t11.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n13.slug)::text, 'null') || '}' AS j
FROM term m12
JOIN network n13 ON n13.slug = m12.value
WHERE m12.entity = t11.id AND m12.field = 'networks'
ORDER BY n13.slug) z) || '}'
FROM ospo t11
WHERE t11.id = u5.id AND substr(u5.id, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || coalesce(to_json(t14.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n16.slug)::text, 'null') || '}' AS j
FROM term m15
JOIN network n16 ON n16.slug = m15.value
WHERE m15.entity = t14.id AND m15.field = 'networks'
ORDER BY n16.slug) z) || '}'
FROM product t14
WHERE t14.id = u5.id AND substr(u5.id, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || coalesce(to_json(t17.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n19.slug)::text, 'null') || '}' AS j
FROM term m18
JOIN network n19 ON n19.slug = m18.value
WHERE m18.entity = t17.id AND m18.field = 'networks'
ORDER BY n19.slug) z) || '}'
FROM event t17
WHERE t17.id = u5.id AND substr(u5.id, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || coalesce(to_json(t20.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n22.slug)::text, 'null') || '}' AS j
FROM term m21
JOIN network n22 ON n22.slug = m21.value
WHERE m21.entity = t20.id AND m21.field = 'networks'
ORDER BY n22.slug) z) || '}'
FROM news_item t20
WHERE t20.id = u5.id AND substr(u5.id, 1, 2) IN ('ne')), 'null') AS j
FROM (SELECT u5.id, u5.n AS k0, u5.id AS k1
FROM (SELECT m.entity AS id, w.kind, w.n
FROM (SELECT *
FROM (SELECT k.kind, k.value, k.total, (SELECT count(*)
FROM json_array_elements_text((k.value)::json) WITH ORDINALITY AS v6(value, key)
WHERE true) AS n
FROM value_count k
WHERE k.field = 'shared' AND k.value <> '' AND k.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item')) w
WHERE n > 1) w CROSS
JOIN term m
WHERE m.kind = w.kind AND m.field = 'shared' AND m.value = w.value) u5
ORDER BY u5.n DESC, u5.id LIMIT ($1::bigint)) u5 
ORDER BY k0 DESC, k1) z) || '}' || '}'
