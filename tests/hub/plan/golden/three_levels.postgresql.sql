-- organisations
SELECT '{"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"name":' || coalesce(to_json(t1.name)::text, 'null') || ',"memberships":' || '{"edges":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"roles":' || coalesce((r2.roles)::text, 'null') || ',"since":' || coalesce(to_json(r2.since)::text, 'null') || ',"node":' || '{"name":' || coalesce(to_json(t3.name)::text, 'null') || ',"ownedProducts":' || '{"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"name":' || coalesce(to_json(t5.name)::text, 'null') || ',"licence":' || coalesce(to_json(t5.licence)::text, 'null') || '}' AS j
FROM relation r4
LEFT JOIN product t5 ON t5.id = r4.object
WHERE (r4.subject = t3.id) AND (r4.predicate = 'owns')
ORDER BY r4.object_name, r4.object LIMIT ($1::bigint)) z) || '}' || '}' || '}' AS j
FROM relation r2
LEFT JOIN organisation t3 ON t3.id = r2.object
WHERE (r2.subject = t1.id) AND (r2.predicate = 'member-of')
ORDER BY r2.object_name, r2.object LIMIT ($2::bigint)) z) || '}' || '}' AS j
FROM organisation t1
ORDER BY t1.sort_name, t1.id LIMIT ($3::bigint)) z) || '}'
