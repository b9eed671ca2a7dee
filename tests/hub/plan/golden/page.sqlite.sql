-- organisations
WITH page4 AS (SELECT *
FROM (SELECT t1.id AS h0, t1.sort_name AS k0, t1.id AS k1
FROM organisation t1
WHERE ((EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'countries' AND (m2.value IN (SELECT v3.value
FROM json_each(:p0) v3)))))
ORDER BY t1.sort_name, t1.id LIMIT :p1) x), keptpage4 AS (SELECT *
FROM page4
ORDER BY k0, k1 LIMIT :p2) SELECT '{"totalCount":' || CAST((SELECT count(DISTINCT m.entity)
FROM term m
WHERE m.kind = 'organisation' AND m.field = 'countries' AND m.value IN (SELECT v5.value
FROM json_each(:p3) v5)) AS text) || ',"pageInfo":' || '{"hasNextPage":' || CASE WHEN (SELECT count(*)
FROM page4) > :p2 THEN 'true' ELSE 'false' END || ',"endCursor":' || coalesce((SELECT '"' || hex('["' || :p4 || '",' || json_quote(k0) || ',' || json_quote(k1) || ']') || '"'
FROM keptpage4
ORDER BY k0 DESC, k1 DESC LIMIT 1), 'null') || '}' || ',"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"id":' || json_quote(t1.id) || ',"name":' || json_quote(t1.name) || ',"url":' || json_quote(t1.url) || '}' AS j
FROM keptpage4
LEFT JOIN organisation t1 ON t1.id = keptpage4.h0
ORDER BY k0, k1)) || '}'
