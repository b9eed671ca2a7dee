-- overlap
SELECT '{"matrix":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"left":' || coalesce(to_json(x2.l)::text, 'null') || ',"right":' || coalesce(to_json(x2.r)::text, 'null') || ',"kind":' || coalesce(to_json(replace(upper(x2.kind), '-', '_'))::text, 'null') || ',"count":' || CAST(x2.n AS text) || '}' AS j
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
FROM (SELECT coalesce((SELECT '{"name":' || coalesce(to_json(t6.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n8.slug)::text, 'null') || '}' AS j
FROM term m7
JOIN network n8 ON n8.slug = m7.value
WHERE m7.entity = t6.id AND m7.field = 'networks'
ORDER BY n8.slug) z) || '}'
FROM organisation t6
WHERE t6.id = u3.id AND substr(u3.id, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || coalesce(to_json(t9.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n11.slug)::text, 'null') || '}' AS j
FROM term m10
JOIN network n11 ON n11.slug = m10.value
WHERE m10.entity = t9.id AND m10.field = 'networks'
ORDER BY n11.slug) z) || '}'
FROM ospo t9
WHERE t9.id = u3.id AND substr(u3.id, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || coalesce(to_json(t12.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n14.slug)::text, 'null') || '}' AS j
FROM term m13
JOIN network n14 ON n14.slug = m13.value
WHERE m13.entity = t12.id AND m13.field = 'networks'
ORDER BY n14.slug) z) || '}'
FROM product t12
WHERE t12.id = u3.id AND substr(u3.id, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || coalesce(to_json(t15.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n17.slug)::text, 'null') || '}' AS j
FROM term m16
JOIN network n17 ON n17.slug = m16.value
WHERE m16.entity = t15.id AND m16.field = 'networks'
ORDER BY n17.slug) z) || '}'
FROM event t15
WHERE t15.id = u3.id AND substr(u3.id, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || coalesce(to_json(t18.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n20.slug)::text, 'null') || '}' AS j
FROM term m19
JOIN network n20 ON n20.slug = m19.value
WHERE m19.entity = t18.id AND m19.field = 'networks'
ORDER BY n20.slug) z) || '}'
FROM news_item t18
WHERE t18.id = u3.id AND substr(u3.id, 1, 2) IN ('ne')), 'null') AS j
FROM (SELECT u3.id, u3.n AS k0, u3.id AS k1
FROM (SELECT m.entity AS id, w.kind, w.n
FROM (SELECT *
FROM (SELECT k.kind, k.value, k.total, (SELECT count(*)
FROM json_array_elements_text((k.value)::json) WITH ORDINALITY AS v4(value, key)
WHERE true) AS n
FROM value_count k
WHERE k.field = 'shared' AND k.value <> '' AND k.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item')) w
WHERE n > 1) w CROSS
JOIN term m
WHERE m.kind = w.kind AND m.field = 'shared' AND m.value = w.value) u3
ORDER BY u3.n DESC, u3.id LIMIT ($1::bigint)) u3 
ORDER BY k0 DESC, k1) z) || '}' || '}'
