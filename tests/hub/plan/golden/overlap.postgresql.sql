-- overlap
SELECT '{"matrix":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"left":' || coalesce(to_json(x1.l)::text, 'null') || ',"right":' || coalesce(to_json(x1.r)::text, 'null') || ',"kind":' || coalesce(to_json(replace(upper(x1.kind), '-', '_'))::text, 'null') || ',"count":' || CAST(x1.n AS text) || '}' AS j
FROM (SELECT a.value AS l, b.value AS r, a.kind AS kind, count(*) AS n
FROM term a
JOIN term b ON b.entity = a.entity AND a.value < b.value
WHERE a.field = 'networks' AND 1 = 1 AND b.field = 'networks' AND 1 = 1
GROUP BY a.value, b.value, a.kind) x1
ORDER BY x1.l, x1.r, x1.kind) z) || ',"entities":' || '{"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT coalesce((SELECT '{"name":' || coalesce(to_json(t3.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n5.slug)::text, 'null') || '}' AS j
FROM term m4
JOIN network n5 ON n5.slug = m4.value
WHERE m4.entity = t3.id AND m4.field = 'networks'
ORDER BY n5.slug) z) || '}'
FROM organisation t3
WHERE t3.id = u2.id
UNION ALL SELECT '{"name":' || coalesce(to_json(t6.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n8.slug)::text, 'null') || '}' AS j
FROM term m7
JOIN network n8 ON n8.slug = m7.value
WHERE m7.entity = t6.id AND m7.field = 'networks'
ORDER BY n8.slug) z) || '}'
FROM ospo t6
WHERE t6.id = u2.id
UNION ALL SELECT '{"name":' || coalesce(to_json(t9.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n11.slug)::text, 'null') || '}' AS j
FROM term m10
JOIN network n11 ON n11.slug = m10.value
WHERE m10.entity = t9.id AND m10.field = 'networks'
ORDER BY n11.slug) z) || '}'
FROM product t9
WHERE t9.id = u2.id
UNION ALL SELECT '{"name":' || coalesce(to_json(t12.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n14.slug)::text, 'null') || '}' AS j
FROM term m13
JOIN network n14 ON n14.slug = m13.value
WHERE m13.entity = t12.id AND m13.field = 'networks'
ORDER BY n14.slug) z) || '}'
FROM event t12
WHERE t12.id = u2.id
UNION ALL SELECT '{"name":' || coalesce(to_json(t15.name)::text, 'null') || ',"networks":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"slug":' || coalesce(to_json(n17.slug)::text, 'null') || '}' AS j
FROM term m16
JOIN network n17 ON n17.slug = m16.value
WHERE m16.entity = t15.id AND m16.field = 'networks'
ORDER BY n17.slug) z) || '}'
FROM news_item t15
WHERE t15.id = u2.id), 'null') AS j
FROM (SELECT m.entity AS id, m.kind AS kind, count(*) AS n
FROM term m
WHERE m.field = 'networks' AND 1 = 1
GROUP BY m.entity, m.kind HAVING count(*) > 1) u2
ORDER BY u2.n DESC, u2.id LIMIT ($1::bigint)) z) || '}' || '}'
