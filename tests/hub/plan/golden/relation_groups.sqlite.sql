-- organisation
SELECT '{"members":' || '{"facets":' || (SELECT '[' || (WITH facet5 AS (SELECT k4.value AS v, count(*) AS n
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject CROSS
JOIN json_each(r2.role_keys) k4
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND ((t3.type = :p0)) AND (k4.value IS NOT NULL)
GROUP BY k4.value) SELECT '{"field":' || '"roles"' || ',"buckets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"value":' || json_quote(CAST(v AS text)) || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet5
ORDER BY n DESC, v LIMIT :p1) b
ORDER BY n DESC, v)) || '}') || ',' || (WITH facet6 AS (SELECT replace(upper(t3.type), '-', '_') AS v, count(*) AS n
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND (replace(upper(t3.type), '-', '_') IS NOT NULL)
GROUP BY replace(upper(t3.type), '-', '_')) SELECT '{"field":' || '"type"' || ',"buckets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"value":' || json_quote(CAST(v AS text)) || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet6
ORDER BY n DESC, v LIMIT :p1) b
ORDER BY n DESC, v)) || '}') || ']') || ',"groupBy":' || (WITH groups9 AS (SELECT k7.value AS v0, m8.value AS v1, count(*) AS n
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject CROSS
JOIN json_each(r2.role_keys) k7
JOIN term m8 ON m8.entity = t3.id AND m8.field = 'countries'
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND ((t3.type = :p0)) AND (k7.value IS NOT NULL) AND (m8.value IS NOT NULL)
GROUP BY k7.value, m8.value) SELECT '{"missing":' || (SELECT CAST(count(*) AS text)
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND ((t3.type = :p0)) AND (NOT (EXISTS (SELECT 1
FROM json_each(r2.role_keys) k7) AND EXISTS (SELECT 1
FROM term m8
WHERE m8.entity = t3.id AND m8.field = 'countries')))) || ',"groups":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"count":' || CAST(n AS text) || ',"keys":' || '[' || '{"value":' || json_quote(CAST(v0 AS text)) || '}' || ',' || '{"value":' || json_quote(CAST(v1 AS text)) || '}' || ']' || '}' AS j
FROM (SELECT *
FROM groups9
ORDER BY n DESC, v0, v1 LIMIT :p2) b
ORDER BY n DESC, v0, v1)) || '}') || '}' || '}'
FROM organisation t1
WHERE t1.slug = :p3
