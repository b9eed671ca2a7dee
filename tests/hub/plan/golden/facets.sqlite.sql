-- products
SELECT '{"totalCount":' || CAST(coalesce((SELECT total
FROM value_count
WHERE kind = 'product' AND field = 'licence' AND value = nullif(:p2, '')), 0) AS text) || ',"facets":' || (SELECT '[' || (WITH facet4 AS (SELECT value AS v, n
FROM (SELECT value, total AS n
FROM value_count
WHERE kind = 'product' AND field = 'licence' AND value <> '' AND total > 0) k) SELECT '{"field":' || '"licence"' || ',"otherCount":' || CAST(coalesce((SELECT sum(n)
FROM facet4), 0) - coalesce((SELECT sum(n)
FROM (SELECT v, n
FROM facet4
ORDER BY n DESC, v LIMIT :p3) t), 0) AS text) || ',"buckets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"value":' || json_quote(CAST(v AS text)) || ',"label":' || json_quote(CAST(v AS text)) || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet4
ORDER BY n DESC, v LIMIT :p3) b
ORDER BY n DESC, v)) || '}') || ',' || (WITH facet5 AS (SELECT m3.value AS v, count(*) AS n
FROM term m6 CROSS
JOIN product t1
JOIN term m3 ON m3.entity = t1.id AND m3.field = 'networks'
WHERE (m6.kind = 'product' AND m6.field = 'licence' AND m6.value = :p4 AND t1.id = m6.entity) AND (m3.value IS NOT NULL)
GROUP BY m3.value) SELECT '{"field":' || '"networks"' || ',"otherCount":' || CAST(coalesce((SELECT sum(n)
FROM facet5), 0) - coalesce((SELECT sum(n)
FROM (SELECT v, n
FROM facet5
ORDER BY n DESC, v LIMIT :p3) t), 0) AS text) || ',"buckets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"value":' || json_quote(CAST(v AS text)) || ',"label":' || json_quote(coalesce((SELECT n.title
FROM network n
WHERE n.slug = v), v)) || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet5
ORDER BY n DESC, v LIMIT :p3) b
ORDER BY n DESC, v)) || '}') || ']') || '}'
