-- organisations
SELECT '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"name":' || json_quote(t1.name) || ',"memberships":' || '{"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"roles":' || coalesce(r2.roles, 'null') || ',"since":' || json_quote(r2.since) || ',"node":' || '{"name":' || json_quote(t3.name) || ',"ownedProducts":' || '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"name":' || json_quote(t5.name) || ',"licence":' || json_quote(t5.licence) || '}' AS j
FROM relation r4
LEFT JOIN product t5 ON t5.id = r4.object
WHERE (r4.subject = t3.id) AND (r4.predicate = 'owns')
ORDER BY r4.object_name, r4.object LIMIT :p0)) || '}' || '}' || '}' AS j
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.object
WHERE (r2.subject = t1.id) AND (r2.predicate = 'member-of')
ORDER BY r2.object_name, r2.object LIMIT :p1)) || '}' || '}' AS j
FROM organisation t1
ORDER BY t1.sort_name, t1.id LIMIT :p2)) || '}'
