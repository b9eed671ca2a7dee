-- organisation
SELECT '{"history":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"revision":' || coalesce(h2.revision, 'null') || ',"fields":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"from":' || json_quote(json_extract(f5.value, '$.' || 'from')) || ',"to":' || json_quote(json_extract(f5.value, '$.' || 'to')) || '}' AS j
FROM json_each(h2.fields) f5
WHERE json_extract(f5.value, '$.' || 'field') IN (SELECT v3.value
FROM json_each(:p0) v3)
ORDER BY f5.key)) || '}' AS j
FROM change h2
WHERE (h2.entity = t1.id OR h2.other = t1.id) AND EXISTS (SELECT 1
FROM json_each(h2.fields) f4
WHERE json_extract(f4.value, '$.' || 'field') IN (SELECT v3.value
FROM json_each(:p0) v3))
ORDER BY h2.revision DESC, h2.action DESC LIMIT :p1)) || ',"records":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"history":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"until":' || coalesce((SELECT '{"revision":' || coalesce(l9.revision, 'null') || '}'
FROM load l9
WHERE l9.revision = v7.until), 'null') || ',"name":' || json_quote(v7.name) || ',"values":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"field":' || json_quote(coalesce(json_extract(:p3, '$.' || e10.key), e10.key)) || ',"value":' || json_quote(CASE e10.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE e10.value || '' END) || '}' AS j
FROM json_each(v7.stated) e10
WHERE e10.value IS NOT NULL
ORDER BY e10.key)) || '}' AS j
FROM (SELECT s6.name AS name, s6.path AS path, s6.url AS url, s6.digest AS digest, s6.changed_revision AS since, s6.withdrawn_revision AS withdrawn, s6.line AS line, s6.stated AS stated, s6.raw AS raw, CAST(NULL AS integer) AS until
UNION ALL SELECT json_extract(f8.stated, '$.' || 'name'), json_extract(f8.stated, '$.' || 'path'), json_extract(f8.stated, '$.' || 'url'), json_extract(f8.stated, '$.' || 'digest'), CAST(json_extract(f8.stated, '$.' || 'changed_revision') AS integer), CAST(json_extract(f8.stated, '$.' || 'withdrawn_revision') AS integer), CAST(json_extract(f8.stated, '$.' || 'line') AS integer), json_extract(f8.stated, '$.' || 'stated'), json_extract(f8.stated, '$.' || 'raw'), f8.revision
FROM former_row f8
WHERE f8.id = s6.id AND f8.origin = 'record' AND json_extract(f8.stated, '$.' || 'digest') IS NOT NULL) v7
ORDER BY CASE WHEN v7.until IS NULL THEN 0 ELSE 1 END, v7.until DESC LIMIT :p2)) || '}' AS j
FROM record s6
WHERE s6.entity = t1.id AND s6.withdrawn_revision IS NULL
ORDER BY s6.network, s6.id)) || '}'
FROM organisation t1
WHERE t1.slug = :p4
