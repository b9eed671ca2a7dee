-- organisation
SELECT CASE WHEN (SELECT count(*)
FROM (SELECT DISTINCT i.entity AS id
FROM json_array_elements((($8::json) -> 'keys')) WITH ORDINALITY AS k10(value, key)
JOIN identifier i ON i.scheme = (k10.value ->> 0) AND i.value = (k10.value ->> 1)
WHERE i.kind IN ('organisation')) n) > 1 THEN '!{"message":"by: several entities have this; their ids are in extensions.candidates.","candidates":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT coalesce(to_json(x.id)::text, 'null') AS j
FROM (SELECT DISTINCT i.entity AS id
FROM json_array_elements((($8::json) -> 'keys')) WITH ORDINALITY AS k10(value, key)
JOIN identifier i ON i.scheme = (k10.value ->> 0) AND i.value = (k10.value ->> 1)
WHERE i.kind IN ('organisation')) x
ORDER BY x.id) z) || '}' ELSE '{"id":' || coalesce(to_json(t1.id)::text, 'null') || ',"name":' || coalesce(to_json(t1.name)::text, 'null') || ',"description":' || CASE WHEN t1.description IS NULL THEN 'null' ELSE coalesce('{"value":' || (t1.description -> ($1::text COLLATE "C"))::text || ',"lang":' || coalesce(to_json(($1::text COLLATE "C"))::text, 'null') || ',"isFallback":' || ($2::text COLLATE "C") || '}', '{"value":' || (t1.description -> ($3::text COLLATE "C"))::text || ',"lang":' || coalesce(to_json(($3::text COLLATE "C"))::text, 'null') || ',"isFallback":' || ($4::text COLLATE "C") || '}', (SELECT '{"value":' || coalesce(to_json(e2.value)::text, 'null') || ',"lang":' || coalesce(to_json(e2.key)::text, 'null') || ',"isFallback":' || CASE WHEN f4.key IS NULL THEN 'true' ELSE 'false' END || '}'
FROM json_each_text(t1.description) AS e2(key, value)
LEFT JOIN json_array_elements_text(($5::json)) WITH ORDINALITY AS w3(value, key) ON w3.value = e2.key
LEFT JOIN json_array_elements_text(($6::json)) WITH ORDINALITY AS f4(value, key) ON f4.value = e2.key
ORDER BY CASE WHEN w3.key IS NULL THEN 1 ELSE 0 END, w3.key, e2.key LIMIT 1), 'null') END || ',"provenance":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT j
FROM (SELECT '{"value":' || coalesce(to_json(e6.value)::text, 'null') || ',"won":' || CASE WHEN EXISTS (SELECT 1
FROM json_array_elements_text((t1.origins -> e6.key -> 'records')) WITH ORDINALITY AS w7(value, key)
WHERE w7.value = s5.id) THEN 'true' ELSE 'false' END || ',"rule":' || coalesce(to_json(replace(upper(CASE WHEN EXISTS (SELECT 1
FROM json_array_elements_text((t1.origins -> e6.key -> 'records')) WITH ORDINALITY AS w7(value, key)
WHERE w7.value = s5.id) THEN ((t1.origins -> e6.key) ->> 'rule') ELSE 'lost' END), '-', '_'))::text, 'null') || ',"path":' || coalesce(to_json(s5.path)::text, 'null') || ',"line":' || coalesce(to_json(s5.line)::text, 'null') || '}' AS j, e6.key AS place, CASE WHEN EXISTS (SELECT 1
FROM json_array_elements_text((t1.origins -> e6.key -> 'records')) WITH ORDINALITY AS w7(value, key)
WHERE w7.value = s5.id) THEN 0 ELSE 1 END AS lost, s5.network AS network, s5.id AS id
FROM record s5 CROSS
JOIN LATERAL json_each_text(s5.stated) AS e6(key, value)
WHERE s5.entity = t1.id AND s5.withdrawn_revision IS NULL AND e6.value IS NOT NULL AND e6.key IN (SELECT v8.value
FROM json_array_elements_text(($7::json)) WITH ORDINALITY AS v8(value, key))
UNION ALL SELECT '{"value":' || coalesce(to_json(((d9.value)::json ->> 'value') || '')::text, 'null') || ',"won":' || 'true' || ',"rule":' || '"DERIVED"' || ',"path":' || 'null' || ',"line":' || 'null' || '}', d9.key, 0, '', ''
FROM json_each_text(coalesce(t1.derived, '{}')) AS d9(key, value)
WHERE true AND d9.key IN (SELECT v8.value
FROM json_array_elements_text(($7::json)) WITH ORDINALITY AS v8(value, key))) p
ORDER BY place, lost, network, id) z) || '}' END
FROM organisation t1
WHERE t1.id = (SELECT min(n.id)
FROM (SELECT DISTINCT i.entity AS id
FROM json_array_elements((($8::json) -> 'keys')) WITH ORDINALITY AS k10(value, key)
JOIN identifier i ON i.scheme = (k10.value ->> 0) AND i.value = (k10.value ->> 1)
WHERE i.kind IN ('organisation')) n)
