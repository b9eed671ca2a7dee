-- organisation
SELECT '{"members":' || '{"facets":' || (SELECT '[' || (WITH facet5 AS (SELECT k4.value COLLATE "C" AS v, count(*) AS n
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject CROSS
JOIN json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k4(value, key)
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND ((t3.type = ($1::text COLLATE "C"))) AND (k4.value COLLATE "C" IS NOT NULL)
GROUP BY k4.value COLLATE "C") SELECT '{"field":' || '"roles"' || ',"buckets":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"value":' || coalesce(to_json(CAST(v AS text))::text, 'null') || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet5
ORDER BY n DESC, v LIMIT ($2::bigint)) b
ORDER BY n DESC, v) z) || '}') || ',' || (WITH facet6 AS (SELECT replace(upper(t3.type), '-', '_') AS v, count(*) AS n
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND (replace(upper(t3.type), '-', '_') IS NOT NULL)
GROUP BY replace(upper(t3.type), '-', '_')) SELECT '{"field":' || '"type"' || ',"buckets":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"value":' || coalesce(to_json(CAST(v AS text))::text, 'null') || ',"count":' || CAST(n AS text) || '}' AS j
FROM (SELECT v, n
FROM facet6
ORDER BY n DESC, v LIMIT ($2::bigint)) b
ORDER BY n DESC, v) z) || '}') || ']') || ',"groupBy":' || (WITH groups9 AS (SELECT k7.value COLLATE "C" AS v0, m8.value AS v1, count(*) AS n
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject CROSS
JOIN json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k7(value, key)
JOIN term m8 ON m8.entity = t3.id AND m8.field = 'countries'
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND ((t3.type = ($1::text COLLATE "C"))) AND (k7.value COLLATE "C" IS NOT NULL) AND (m8.value IS NOT NULL)
GROUP BY k7.value COLLATE "C", m8.value) SELECT '{"missing":' || (SELECT CAST(count(*) AS text)
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.subject
WHERE (r2.object = t1.id) AND (r2.predicate = 'member-of') AND ((t3.type = ($1::text COLLATE "C"))) AND (NOT (EXISTS (SELECT 1
FROM json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k7(value, key)) AND EXISTS (SELECT 1
FROM term m8
WHERE m8.entity = t3.id AND m8.field = 'countries')))) || ',"groups":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"count":' || CAST(n AS text) || ',"keys":' || '[' || '{"value":' || coalesce(to_json(CAST(v0 AS text))::text, 'null') || '}' || ',' || '{"value":' || coalesce(to_json(CAST(v1 AS text))::text, 'null') || '}' || ']' || '}' AS j
FROM (SELECT *
FROM groups9
ORDER BY n DESC, v0, v1 LIMIT ($3::bigint)) b
ORDER BY n DESC, v0, v1) z) || '}') || '}' || '}'
FROM organisation t1
WHERE t1.slug = ($4::text COLLATE "C")
