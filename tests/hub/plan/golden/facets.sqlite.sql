-- products
SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM product t1
WHERE ((t1.licence = :p0))) || ',"facets":' || '[' || (WITH facet2 AS (SELECT t1.licence AS v, count(*) AS n
FROM product t1
WHERE (t1.licence IS NOT NULL)
GROUP BY t1.licence) SELECT '{"field":' || '"licence"' || ',"otherCount":' || CAST(coalesce((SELECT sum(n)
FROM facet2), 0) - coalesce((SELECT sum(n)
FROM (SELECT v, n
FROM facet2
ORDER BY n DESC, v LIMIT :p1) t), 0) AS text) || ',"buckets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"value":' || json_quote(CAST(v AS text)) || ',"label":' || json_quote(CAST(v AS text)) || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet2
ORDER BY n DESC, v LIMIT :p1) b
ORDER BY n DESC, v)) || '}') || ',' || (WITH facet4 AS (SELECT m3.value AS v, count(*) AS n
FROM product t1
JOIN term m3 ON m3.entity = t1.id AND m3.field = 'networks'
WHERE ((t1.licence = :p0)) AND (m3.value IS NOT NULL)
GROUP BY m3.value) SELECT '{"field":' || '"networks"' || ',"otherCount":' || CAST(coalesce((SELECT sum(n)
FROM facet4), 0) - coalesce((SELECT sum(n)
FROM (SELECT v, n
FROM facet4
ORDER BY n DESC, v LIMIT :p1) t), 0) AS text) || ',"buckets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"value":' || json_quote(CAST(v AS text)) || ',"label":' || json_quote(coalesce((SELECT n.title
FROM network n
WHERE n.slug = v), v)) || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet4
ORDER BY n DESC, v LIMIT :p1) b
ORDER BY n DESC, v)) || '}') || ']' || '}'
