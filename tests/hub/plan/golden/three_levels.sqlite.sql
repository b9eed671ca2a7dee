-- organisations
SELECT '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"name":' || json_quote(t1.name) || ',"memberships":' || '{"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"role":' || json_quote(r2.role) || ',"since":' || json_quote(r2.since) || ',"node":' || coalesce(CASE WHEN t3.id IS NOT NULL THEN '' END || '{"name":' || json_quote(t3.name) || ',"ownedProducts":' || '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT CASE WHEN t5.id IS NOT NULL THEN '' END || '{"name":' || json_quote(t5.name) || ',"licence":' || json_quote(t5.licence) || '}' AS j
FROM relation r4
LEFT JOIN product t5 ON t5.id = r4.object
WHERE (r4.subject = t3.id) AND (r4.predicate = 'owns')
ORDER BY r4.object_label, r4.id LIMIT :p0)) || '}' || '}', 'null') || '}' AS j
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.object
WHERE (r2.subject = t1.id) AND (r2.predicate = 'member-of')
ORDER BY r2.object_label, r2.id LIMIT :p1)) || '}' || '}' AS j
FROM organisation t1
ORDER BY t1.sort_name, t1.id LIMIT :p2)) || '}'
