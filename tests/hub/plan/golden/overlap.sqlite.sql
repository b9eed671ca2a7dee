-- overlap
SELECT '{"matrix":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"left":' || json_quote(x1.l) || ',"right":' || json_quote(x1.r) || ',"kind":' || json_quote(replace(upper(x1.kind), '-', '_')) || ',"count":' || CAST(x1.n AS text) || '}' AS j
FROM (SELECT a.value AS l, b.value AS r, a.kind AS kind, count(*) AS n
FROM term a
JOIN term b ON b.entity = a.entity AND a.value < b.value
WHERE a.field = 'networks' AND 1 = 1 AND b.field = 'networks' AND 1 = 1
GROUP BY a.value, b.value, a.kind) x1
ORDER BY x1.l, x1.r, x1.kind)) || ',"entities":' || '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT coalesce((SELECT '{"name":' || json_quote(t3.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n5.slug) || '}' AS j
FROM term m4
JOIN network n5 ON n5.slug = m4.value
WHERE m4.entity = t3.id AND m4.field = 'networks'
ORDER BY n5.slug)) || '}'
FROM organisation t3
WHERE t3.id = u2.id
UNION ALL SELECT '{"name":' || json_quote(t6.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n8.slug) || '}' AS j
FROM term m7
JOIN network n8 ON n8.slug = m7.value
WHERE m7.entity = t6.id AND m7.field = 'networks'
ORDER BY n8.slug)) || '}'
FROM ospo t6
WHERE t6.id = u2.id
UNION ALL SELECT '{"name":' || json_quote(t9.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n11.slug) || '}' AS j
FROM term m10
JOIN network n11 ON n11.slug = m10.value
WHERE m10.entity = t9.id AND m10.field = 'networks'
ORDER BY n11.slug)) || '}'
FROM product t9
WHERE t9.id = u2.id
UNION ALL SELECT '{"name":' || json_quote(t12.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n14.slug) || '}' AS j
FROM term m13
JOIN network n14 ON n14.slug = m13.value
WHERE m13.entity = t12.id AND m13.field = 'networks'
ORDER BY n14.slug)) || '}'
FROM event t12
WHERE t12.id = u2.id
UNION ALL SELECT '{"name":' || json_quote(t15.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n17.slug) || '}' AS j
FROM term m16
JOIN network n17 ON n17.slug = m16.value
WHERE m16.entity = t15.id AND m16.field = 'networks'
ORDER BY n17.slug)) || '}'
FROM news_item t15
WHERE t15.id = u2.id), 'null') AS j
FROM (SELECT m.entity AS id, m.kind AS kind, count(*) AS n
FROM term m
WHERE m.field = 'networks' AND 1 = 1
GROUP BY m.entity, m.kind HAVING count(*) > 1) u2
ORDER BY u2.n DESC, u2.id LIMIT :p0)) || '}' || '}'
