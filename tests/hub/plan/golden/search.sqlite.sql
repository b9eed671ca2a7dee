-- search
WITH once6 AS MATERIALIZED (SELECT w2.value AS given, CASE WHEN w2.value IN (SELECT value
FROM json_each(:p0) v3) AND NOT EXISTS (SELECT 1
FROM search_index_words v
WHERE v.term >= w2.value AND v.term <= w2.value || char(1114111)) THEN (SELECT v.term
FROM (SELECT substr(w2.value, 1, CAST(p4.value AS integer) - 1) || a5.value || substr(w2.value, CAST(p4.value AS integer) + 1) AS near
FROM json_each(:p1) p4, json_each(:p2) a5
WHERE CAST(p4.value AS integer) <= length(w2.value) UNION SELECT substr(w2.value, 1, CAST(p4.value AS integer) - 1) || a5.value || substr(w2.value, CAST(p4.value AS integer))
FROM json_each(:p1) p4, json_each(:p2) a5
WHERE CAST(p4.value AS integer) <= length(w2.value) + 1 UNION SELECT substr(w2.value, 1, CAST(p4.value AS integer) - 1) || substr(w2.value, CAST(p4.value AS integer) + 1, 1) || substr(w2.value, CAST(p4.value AS integer), 1) || substr(w2.value, CAST(p4.value AS integer) + 2)
FROM json_each(:p1) p4
WHERE CAST(p4.value AS integer) < length(w2.value)) x CROSS
JOIN search_index_words v ON v.term = x.near
ORDER BY v.doc DESC, v.term LIMIT 1) END AS used
FROM json_each(:p3) w2) SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = :p4) THEN 100000000 ELSE 0 END AS rank
FROM search_index
JOIN search_document d ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6))) s1) AS text) || ',"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"score":' || CAST(-kept7.k0 / 1000000.0 AS text) || ',"cursor":' || '"' || hex('["' || :p6 || '",' || coalesce(kept7.k0, 'null') || ',' || json_quote(kept7.k1) || ']') || '"' || ',"node":' || coalesce((SELECT '{"name":' || json_quote(t8.name) || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t8
WHERE t8.id = s1.entity AND substr(s1.entity, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || json_quote(t9.name) || ',"kind":' || '"OSPO"' || '}'
FROM ospo t9
WHERE t9.id = s1.entity AND substr(s1.entity, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || json_quote(t10.name) || ',"kind":' || '"PRODUCT"' || '}'
FROM product t10
WHERE t10.id = s1.entity AND substr(s1.entity, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || json_quote(t11.name) || ',"kind":' || '"EVENT"' || '}'
FROM event t11
WHERE t11.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || json_quote(t12.name) || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t12
WHERE t12.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ne')), 'null') || '}' AS j
FROM (SELECT s1.entity AS h0, s1.rank AS k0, s1.entity AS k1
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = :p4) THEN 100000000 ELSE 0 END AS rank
FROM search_index
JOIN search_document d ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6))) s1
ORDER BY s1.rank, s1.entity LIMIT :p5) kept7
LEFT JOIN search_document s1 ON s1.entity = kept7.h0
ORDER BY k0, k1)) || '}'
