-- overlap
SELECT '{"matrix":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"left":' || coalesce((SELECT '{"slug":' || json_quote(n3.slug) || '}'
FROM network n3
WHERE n3.slug = x2.l), 'null') || ',"right":' || coalesce((SELECT '{"slug":' || json_quote(n4.slug) || '}'
FROM network n4
WHERE n4.slug = x2.r), 'null') || ',"kind":' || json_quote(replace(upper(x2.kind), '-', '_')) || ',"count":' || CAST(x2.n AS text) || '}' AS j
FROM (SELECT a.value AS l, b.value AS r, w.kind AS kind, sum(w.total) AS n
FROM (SELECT *
FROM (SELECT k.kind, k.value, k.total, (SELECT count(*)
FROM json_each(k.value) v1
WHERE true) AS n
FROM value_count k
WHERE k.field = 'shared' AND k.value <> '' AND k.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item')) w
WHERE n > 1) w CROSS
JOIN json_each(w.value) a CROSS
JOIN json_each(w.value) b
WHERE a.key < b.key
GROUP BY a.value, b.value, w.kind) x2
ORDER BY x2.l, x2.r, x2.kind)) || ',"entities":' || '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT coalesce((SELECT '{"name":' || json_quote(t8.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n10.slug) || '}' AS j
FROM term m9
JOIN network n10 ON n10.slug = m9.value
WHERE m9.entity = t8.id AND m9.field = 'networks'
ORDER BY n10.slug)) || '}'
FROM organisation t8
WHERE t8.id = u5.id AND substr(u5.id, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || json_quote(t11.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n13.slug) || '}' AS j
FROM term m12
JOIN network n13 ON n13.slug = m12.value
WHERE m12.entity = t11.id AND m12.field = 'networks'
ORDER BY n13.slug)) || '}'
FROM ospo t11
WHERE t11.id = u5.id AND substr(u5.id, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || json_quote(t14.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n16.slug) || '}' AS j
FROM term m15
JOIN network n16 ON n16.slug = m15.value
WHERE m15.entity = t14.id AND m15.field = 'networks'
ORDER BY n16.slug)) || '}'
FROM product t14
WHERE t14.id = u5.id AND substr(u5.id, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || json_quote(t17.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n19.slug) || '}' AS j
FROM term m18
JOIN network n19 ON n19.slug = m18.value
WHERE m18.entity = t17.id AND m18.field = 'networks'
ORDER BY n19.slug)) || '}'
FROM event t17
WHERE t17.id = u5.id AND substr(u5.id, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || json_quote(t20.name) || ',"networks":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"slug":' || json_quote(n22.slug) || '}' AS j
FROM term m21
JOIN network n22 ON n22.slug = m21.value
WHERE m21.entity = t20.id AND m21.field = 'networks'
ORDER BY n22.slug)) || '}'
FROM news_item t20
WHERE t20.id = u5.id AND substr(u5.id, 1, 2) IN ('ne')), 'null') AS j
FROM (SELECT u5.id, u5.n AS k0, u5.id AS k1
FROM (SELECT m.entity AS id, w.kind, w.n
FROM (SELECT *
FROM (SELECT k.kind, k.value, k.total, (SELECT count(*)
FROM json_each(k.value) v6
WHERE true) AS n
FROM value_count k
WHERE k.field = 'shared' AND k.value <> '' AND k.kind IN ('organisation', 'ospo', 'product', 'event', 'news-item')) w
WHERE n > 1) w CROSS
JOIN term m
WHERE m.kind = w.kind AND m.field = 'shared' AND m.value = w.value) u5
ORDER BY u5.n DESC, u5.id LIMIT :p0) u5 
ORDER BY k0 DESC, k1)) || '}' || '}'
