-- organisation
SELECT '{"history":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"revision":' || coalesce(to_json(h2.revision)::text, 'null') || ',"fields":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"from":' || coalesce(to_json((f5.value ->> 'from'))::text, 'null') || ',"to":' || coalesce(to_json((f5.value ->> 'to'))::text, 'null') || '}' AS j
FROM json_array_elements(h2.fields) WITH ORDINALITY AS f5(value, key)
WHERE (f5.value ->> 'field') IN (SELECT v3.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v3(value, key))
ORDER BY f5.key) z) || '}' AS j
FROM change h2
WHERE (h2.entity = t1.id OR h2.other = t1.id) AND EXISTS (SELECT 1
FROM json_array_elements(h2.fields) WITH ORDINALITY AS f4(value, key)
WHERE (f4.value ->> 'field') IN (SELECT v3.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v3(value, key)))
ORDER BY h2.revision DESC, h2.action DESC LIMIT ($2::bigint)) z) || ',"records":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"history":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"until":' || coalesce((SELECT '{"revision":' || coalesce(to_json(l9.revision)::text, 'null') || '}'
FROM load l9
WHERE l9.revision = v7.until), 'null') || ',"name":' || coalesce(to_json(v7.name)::text, 'null') || ',"values":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"field":' || coalesce(to_json(coalesce((($4::json) ->> e10.key), e10.key))::text, 'null') || ',"value":' || coalesce(to_json(e10.value)::text, 'null') || '}' AS j
FROM json_each_text(v7.stated) AS e10(key, value)
WHERE e10.value IS NOT NULL
ORDER BY e10.key) z) || '}' AS j
FROM (SELECT s6.name AS name, s6.path AS path, s6.url AS url, s6.digest AS digest, s6.changed_revision AS since, s6.withdrawn_revision AS withdrawn, s6.line AS line, s6.stated AS stated, s6.raw AS raw, CAST(NULL AS integer) AS until
UNION ALL SELECT (f8.stated ->> 'name'), (f8.stated ->> 'path'), (f8.stated ->> 'url'), (f8.stated ->> 'digest'), CAST((f8.stated ->> 'changed_revision') AS integer), CAST((f8.stated ->> 'withdrawn_revision') AS integer), CAST((f8.stated ->> 'line') AS integer), (f8.stated -> 'stated'), (f8.stated -> 'raw'), f8.revision
FROM former_row f8
WHERE f8.id = s6.id AND f8.origin = 'record' AND (f8.stated ->> 'digest') IS NOT NULL) v7
ORDER BY CASE WHEN v7.until IS NULL THEN 0 ELSE 1 END, v7.until DESC LIMIT ($3::bigint)) z) || '}' AS j
FROM record s6
WHERE s6.entity = t1.id AND s6.withdrawn_revision IS NULL
ORDER BY s6.network, s6.id) z) || '}'
FROM organisation t1
WHERE t1.slug = ($5::text COLLATE "C")
