-- search
WITH once6 AS MATERIALIZED (SELECT w2.value AS given, CASE WHEN w2.value IN (SELECT value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v3(value, key)) AND NOT EXISTS (SELECT 1
FROM search_document v
WHERE v.words @@ CAST('''' || w2.value || ''':*' AS tsquery)) THEN (SELECT x.near
FROM (SELECT substr(w2.value, 1, CAST(p4.value AS integer) - 1) || a5.value || substr(w2.value, CAST(p4.value AS integer) + 1) AS near
FROM json_array_elements_text(($2::json)) WITH ORDINALITY AS p4(value, key), json_array_elements_text(($3::json)) WITH ORDINALITY AS a5(value, key)
WHERE CAST(p4.value AS integer) <= length(w2.value) UNION SELECT substr(w2.value, 1, CAST(p4.value AS integer) - 1) || a5.value || substr(w2.value, CAST(p4.value AS integer))
FROM json_array_elements_text(($2::json)) WITH ORDINALITY AS p4(value, key), json_array_elements_text(($3::json)) WITH ORDINALITY AS a5(value, key)
WHERE CAST(p4.value AS integer) <= length(w2.value) + 1 UNION SELECT substr(w2.value, 1, CAST(p4.value AS integer) - 1) || substr(w2.value, CAST(p4.value AS integer) + 1, 1) || substr(w2.value, CAST(p4.value AS integer), 1) || substr(w2.value, CAST(p4.value AS integer) + 2)
FROM json_array_elements_text(($2::json)) WITH ORDINALITY AS p4(value, key)
WHERE CAST(p4.value AS integer) < length(w2.value)) x CROSS
JOIN LATERAL (SELECT count(*) AS n
FROM search_document v
WHERE v.words @@ CAST('''' || x.near || '''' AS tsquery)) k
WHERE k.n > 0
ORDER BY k.n DESC, x.near COLLATE "C" LIMIT 1) END AS used
FROM json_array_elements_text(($4::json)) WITH ORDINALITY AS w2(value, key)), once7 AS MATERIALIZED (SELECT d.number, d.entity, d.kind, -(CASE WHEN d.entity IN (SELECT k.entity
FROM name_key k
WHERE k.key = ($5::text COLLATE "C")) THEN 3000000000 ELSE 2000000000 END + d.weight) AS rank
FROM search_document d
WHERE d.words @@ (SELECT to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*A', ' & '), '')
FROM (SELECT given, used
FROM once6) z)))) SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM search_document d
WHERE d.words @@ (SELECT to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*', ' & '), '')
FROM (SELECT given, used
FROM once6) z)))) AS text) || ',"edges":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"score":' || coalesce(to_json(CAST(-s1.k0 / 1000000.0 AS double precision))::text, 'null') || ',"cursor":' || '"' || upper(encode(convert_to('["' || ($8::text COLLATE "C") || '",' || coalesce(to_json(s1.k0)::text, 'null') || ',' || coalesce(to_json(s1.k1)::text, 'null') || ']', 'UTF8'), 'hex')) || '"' || ',"excerpt":' || coalesce((SELECT '{"text":' || coalesce(to_json((b11.value ->> 'text'))::text, 'null') || ',"offsets":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"start":' || ((o14.value)::json ->> 0) || '}' AS j
FROM (SELECT DISTINCT substr(w13.value, strpos(w13.value, ' ') + 1) AS value
FROM json_array_elements_text((b11.value -> 'words')) WITH ORDINALITY AS w13(value, key)
JOIN (SELECT coalesce(used, given) AS prefix
FROM (SELECT given, used
FROM once6) a) q ON substr(w13.value, 1, length(q.prefix)) = q.prefix) o14
ORDER BY CAST(((o14.value)::json ->> 0) AS integer)) z) || '}'
FROM (SELECT e10.value
FROM json_array_elements((SELECT x.excerpts
FROM search_excerpt x
WHERE x.entity = s1.entity)) WITH ORDINALITY AS e10(value, key)
ORDER BY (SELECT count(*)
FROM (SELECT coalesce(used, given) AS prefix
FROM (SELECT given, used
FROM once6) a) q
WHERE EXISTS (SELECT 1
FROM json_array_elements_text((e10.value -> 'words')) WITH ORDINALITY AS w12(value, key)
WHERE substr(w12.value, 1, length(q.prefix)) = q.prefix)) DESC, e10.key LIMIT 1) b11), 'null') || ',"node":' || coalesce((SELECT '{"name":' || coalesce(to_json(t15.name)::text, 'null') || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t15
WHERE t15.id = s1.entity AND substr(s1.entity, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || coalesce(to_json(t16.name)::text, 'null') || ',"kind":' || '"OSPO"' || '}'
FROM ospo t16
WHERE t16.id = s1.entity AND substr(s1.entity, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || coalesce(to_json(t17.name)::text, 'null') || ',"kind":' || '"PRODUCT"' || '}'
FROM product t17
WHERE t17.id = s1.entity AND substr(s1.entity, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || coalesce(to_json(t18.name)::text, 'null') || ',"kind":' || '"EVENT"' || '}'
FROM event t18
WHERE t18.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || coalesce(to_json(t19.name)::text, 'null') || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t19
WHERE t19.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ne')), 'null') || '}' AS j
FROM (SELECT s1.entity, s1.rank AS k0, s1.entity AS k1
FROM (SELECT *
FROM once7
UNION ALL SELECT *
FROM (SELECT d.number, d.entity, d.kind, -(CASE WHEN d.words @@ (SELECT to_tsquery('simple', (SELECT CASE WHEN count(*) > 1 THEN coalesce(string_agg('''' || coalesce(used, given) || ''':*A', ' | '), '') ELSE '' END
FROM (SELECT given, used
FROM once6) z))) THEN 1000000000 ELSE 0 END + d.weight) AS rank
FROM search_document d
WHERE d.words @@ (SELECT to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*', ' & '), '')
FROM (SELECT given, used
FROM once6) z))) AND d.number NOT IN (SELECT number
FROM once7) LIMIT (SELECT CASE WHEN (SELECT count(*)
FROM once7 n
WHERE true) >= ($6::bigint) THEN 0 ELSE 1000000000 END)) o8) s1
ORDER BY s1.rank, s1.entity LIMIT ($7::bigint)) s1 
ORDER BY k0, k1) z) || '}'
