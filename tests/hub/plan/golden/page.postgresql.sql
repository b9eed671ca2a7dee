-- organisations
WITH page4 AS (SELECT *
FROM (SELECT t1.id AS h0, t1.sort_name AS k0, t1.id AS k1
FROM organisation t1
WHERE ((EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'countries' AND (m2.value IN (SELECT v3.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v3(value, key))))))
ORDER BY t1.sort_name, t1.id LIMIT ($2::bigint)) x), keptpage4 AS (SELECT *
FROM page4
ORDER BY k0, k1 LIMIT ($3::bigint)) SELECT '{"totalCount":' || CAST((SELECT count(DISTINCT m.entity)
FROM term m
WHERE m.kind = 'organisation' AND m.field = 'countries' AND m.value IN (SELECT v5.value
FROM json_array_elements_text(($4::json)) WITH ORDINALITY AS v5(value, key))) AS text) || ',"pageInfo":' || '{"hasNextPage":' || CASE WHEN (SELECT count(*)
FROM page4) > ($3::bigint) THEN 'true' ELSE 'false' END || ',"endCursor":' || coalesce((SELECT '"' || upper(encode(convert_to('["' || ($5::text COLLATE "C") || '",' || coalesce(to_json(k0)::text, 'null') || ',' || coalesce(to_json(k1)::text, 'null') || ']', 'UTF8'), 'hex')) || '"'
FROM keptpage4
ORDER BY k0 DESC, k1 DESC LIMIT 1), 'null') || '}' || ',"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"id":' || coalesce(to_json(t1.id)::text, 'null') || ',"name":' || coalesce(to_json(t1.name)::text, 'null') || ',"url":' || coalesce(to_json(t1.url)::text, 'null') || '}' AS j
FROM keptpage4
LEFT JOIN organisation t1 ON t1.id = keptpage4.h0
ORDER BY k0, k1) z) || '}'
