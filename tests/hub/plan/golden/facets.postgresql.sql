-- products
SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM product t1
WHERE ((t1.licence = ($1::text COLLATE "C")))) || ',"facets":' || '[' || (WITH facet2 AS (SELECT t1.licence AS v, count(*) AS n
FROM product t1
WHERE (t1.licence IS NOT NULL)
GROUP BY t1.licence) SELECT '{"field":' || '"licence"' || ',"otherCount":' || CAST(coalesce((SELECT sum(n)
FROM facet2), 0) - coalesce((SELECT sum(n)
FROM (SELECT v, n
FROM facet2
ORDER BY n DESC, v LIMIT ($2::bigint)) t), 0) AS text) || ',"buckets":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"value":' || coalesce(to_json(CAST(v AS text))::text, 'null') || ',"label":' || coalesce(to_json(CAST(v AS text))::text, 'null') || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet2
ORDER BY n DESC, v LIMIT ($2::bigint)) b
ORDER BY n DESC, v) z) || '}') || ',' || (WITH facet4 AS (SELECT m3.value AS v, count(*) AS n
FROM product t1
JOIN term m3 ON m3.entity = t1.id AND m3.field = 'networks'
WHERE ((t1.licence = ($1::text COLLATE "C"))) AND (m3.value IS NOT NULL)
GROUP BY m3.value) SELECT '{"field":' || '"networks"' || ',"otherCount":' || CAST(coalesce((SELECT sum(n)
FROM facet4), 0) - coalesce((SELECT sum(n)
FROM (SELECT v, n
FROM facet4
ORDER BY n DESC, v LIMIT ($2::bigint)) t), 0) AS text) || ',"buckets":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"value":' || coalesce(to_json(CAST(v AS text))::text, 'null') || ',"label":' || coalesce(to_json(coalesce((SELECT n.title
FROM network n
WHERE n.slug = v), v))::text, 'null') || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet4
ORDER BY n DESC, v LIMIT ($2::bigint)) b
ORDER BY n DESC, v) z) || '}') || ']' || '}'
