-- organisations
SELECT '{"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"name":' || coalesce(to_json(t1.name)::text, 'null') || ',"related":' || '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT id, object AS other, object_kind AS other_kind, object_name AS other_name, 1 AS outward, id || '>' AS place, predicate, roles, role_keys, since, since_day, until, until_day, confidence, networks
FROM relation
WHERE subject = t1.id
UNION ALL SELECT id, subject AS other, subject_kind AS other_kind, subject_name AS other_name, 0 AS outward, id || '<' AS place, predicate, roles, role_keys, since, since_day, until, until_day, confidence, networks
FROM relation
WHERE object = t1.id) r2
WHERE (r2.predicate IN (SELECT v3.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v3(value, key)))) AS text) || ',"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT (SELECT '{"name":' || coalesce(to_json(t6.name)::text, 'null') || '}'
FROM organisation t6
WHERE t6.id = r2.other AND substr(r2.other, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || coalesce(to_json(t7.name)::text, 'null') || '}'
FROM ospo t7
WHERE t7.id = r2.other AND substr(r2.other, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || coalesce(to_json(t8.name)::text, 'null') || '}'
FROM product t8
WHERE t8.id = r2.other AND substr(r2.other, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || coalesce(to_json(t9.name)::text, 'null') || '}'
FROM event t9
WHERE t9.id = r2.other AND substr(r2.other, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || coalesce(to_json(t10.name)::text, 'null') || '}'
FROM news_item t10
WHERE t10.id = r2.other AND substr(r2.other, 1, 2) IN ('ne')) AS j
FROM (SELECT r2.other, r2.outward, r2.id, r2.other_name AS k0, r2.place AS k1
FROM (SELECT id, object AS other, object_kind AS other_kind, object_name AS other_name, 1 AS outward, id || '>' AS place, predicate, roles, role_keys, since, since_day, until, until_day, confidence, networks
FROM relation
WHERE subject = t1.id
UNION ALL SELECT id, subject AS other, subject_kind AS other_kind, subject_name AS other_name, 0 AS outward, id || '<' AS place, predicate, roles, role_keys, since, since_day, until, until_day, confidence, networks
FROM relation
WHERE object = t1.id) r2
WHERE (r2.predicate IN (SELECT v3.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v3(value, key)))
ORDER BY r2.other_name, r2.place LIMIT ($2::bigint)) r2 
ORDER BY k0, k1) z) || '}' || '}' AS j
FROM organisation t1
ORDER BY t1.sort_name, t1.id LIMIT ($3::bigint)) z) || '}'
