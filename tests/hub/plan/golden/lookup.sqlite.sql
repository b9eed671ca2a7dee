-- organisation
SELECT CASE WHEN (SELECT count(*)
FROM (SELECT DISTINCT i.entity AS id
FROM json_each(json_extract(:p7, '$.' || 'keys')) k10
JOIN identifier i ON i.scheme = json_extract(k10.value, '$[0]') AND i.value = json_extract(k10.value, '$[1]')
WHERE i.kind IN ('organisation')) n) > 1 THEN '!{"message":"by: several entities have this; their ids are in extensions.candidates.","candidates":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT json_quote(x.id) AS j
FROM (SELECT DISTINCT i.entity AS id
FROM json_each(json_extract(:p7, '$.' || 'keys')) k10
JOIN identifier i ON i.scheme = json_extract(k10.value, '$[0]') AND i.value = json_extract(k10.value, '$[1]')
WHERE i.kind IN ('organisation')) x
ORDER BY x.id)) || '}' ELSE '{"id":' || json_quote(t1.id) || ',"name":' || json_quote(t1.name) || ',"description":' || CASE WHEN t1.description IS NULL THEN 'null' ELSE coalesce('{"value":' || (t1.description -> ('$."' || :p0 || '"')) || ',"lang":' || json_quote(:p0) || ',"isFallback":' || :p1 || '}', '{"value":' || (t1.description -> ('$."' || :p2 || '"')) || ',"lang":' || json_quote(:p2) || ',"isFallback":' || :p3 || '}', (SELECT '{"value":' || json_quote(e2.value) || ',"lang":' || json_quote(e2.key) || ',"isFallback":' || CASE WHEN f4.key IS NULL THEN 'true' ELSE 'false' END || '}'
FROM json_each(t1.description) e2
LEFT JOIN json_each(:p4) w3 ON w3.value = e2.key
LEFT JOIN json_each(:p5) f4 ON f4.value = e2.key
ORDER BY CASE WHEN w3.key IS NULL THEN 1 ELSE 0 END, w3.key, e2.key LIMIT 1), 'null') END || ',"provenance":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT j
FROM (SELECT '{"value":' || json_quote(CASE e6.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE e6.value || '' END) || ',"won":' || CASE WHEN EXISTS (SELECT 1
FROM json_each(json_extract(t1.origins, '$.' || e6.key || '.' || 'records')) w7
WHERE w7.value = s5.id) THEN 'true' ELSE 'false' END || ',"rule":' || json_quote(replace(upper(CASE WHEN EXISTS (SELECT 1
FROM json_each(json_extract(t1.origins, '$.' || e6.key || '.' || 'records')) w7
WHERE w7.value = s5.id) THEN json_extract(json_extract(t1.origins, '$.' || e6.key), '$.' || 'rule') ELSE 'lost' END), '-', '_')) || ',"path":' || json_quote(s5.path) || ',"line":' || coalesce(s5.line, 'null') || '}' AS j, e6.key AS place, CASE WHEN EXISTS (SELECT 1
FROM json_each(json_extract(t1.origins, '$.' || e6.key || '.' || 'records')) w7
WHERE w7.value = s5.id) THEN 0 ELSE 1 END AS lost, s5.network AS network, s5.id AS id
FROM record s5
JOIN json_each(s5.stated) e6
WHERE s5.entity = t1.id AND s5.withdrawn_revision IS NULL AND e6.value IS NOT NULL AND e6.key IN (SELECT v8.value
FROM json_each(:p6) v8)
UNION ALL SELECT '{"value":' || json_quote(json_extract(d9.value, '$.' || 'value') || '') || ',"won":' || 'true' || ',"rule":' || '"DERIVED"' || ',"path":' || 'null' || ',"line":' || 'null' || '}', d9.key, 0, '', ''
FROM json_each(coalesce(t1.derived, '{}')) d9
WHERE true AND d9.key IN (SELECT v8.value
FROM json_each(:p6) v8)) p
ORDER BY place, lost, network, id)) || '}' END
FROM organisation t1
WHERE t1.id = (SELECT min(n.id)
FROM (SELECT DISTINCT i.entity AS id
FROM json_each(json_extract(:p7, '$.' || 'keys')) k10
JOIN identifier i ON i.scheme = json_extract(k10.value, '$[0]') AND i.value = json_extract(k10.value, '$[1]')
WHERE i.kind IN ('organisation')) n)
