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
FROM json_array_elements_text(($4::json)) WITH ORDINALITY AS w2(value, key)) SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(-1000000 * ts_rank(d.words, q)) AS bigint) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = ($5::text COLLATE "C")) THEN 100000000 ELSE 0 END AS rank
FROM search_document d, to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*', ' & '), '')
FROM (SELECT given, used
FROM once6) z)) q
WHERE d.words @@ q) s1) AS text) || ',"edges":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"score":' || CAST(-kept7.k0 / 1000000.0 AS text) || ',"cursor":' || '"' || upper(encode(convert_to('["' || ($7::text COLLATE "C") || '",' || coalesce(to_json(kept7.k0)::text, 'null') || ',' || coalesce(to_json(kept7.k1)::text, 'null') || ']', 'UTF8'), 'hex')) || '"' || ',"node":' || coalesce((SELECT '{"name":' || coalesce(to_json(t8.name)::text, 'null') || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t8
WHERE t8.id = s1.entity AND substr(s1.entity, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || coalesce(to_json(t9.name)::text, 'null') || ',"kind":' || '"OSPO"' || '}'
FROM ospo t9
WHERE t9.id = s1.entity AND substr(s1.entity, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || coalesce(to_json(t10.name)::text, 'null') || ',"kind":' || '"PRODUCT"' || '}'
FROM product t10
WHERE t10.id = s1.entity AND substr(s1.entity, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || coalesce(to_json(t11.name)::text, 'null') || ',"kind":' || '"EVENT"' || '}'
FROM event t11
WHERE t11.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || coalesce(to_json(t12.name)::text, 'null') || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t12
WHERE t12.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ne')), 'null') || '}' AS j
FROM (SELECT s1.entity AS h0, s1.rank AS k0, s1.entity AS k1
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(-1000000 * ts_rank(d.words, q)) AS bigint) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = ($5::text COLLATE "C")) THEN 100000000 ELSE 0 END AS rank
FROM search_document d, to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*', ' & '), '')
FROM (SELECT given, used
FROM once6) z)) q
WHERE d.words @@ q) s1
ORDER BY s1.rank, s1.entity LIMIT ($6::bigint)) kept7
LEFT JOIN search_document s1 ON s1.entity = kept7.h0
ORDER BY k0, k1) z) || '}'
