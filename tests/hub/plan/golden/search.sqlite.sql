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
FROM json_each(:p3) w2) SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = :p4) THEN 100000000 ELSE 0 END AS rank
FROM search_index
JOIN search_document d ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6))) s1) || ',"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"score":' || CAST(-s1.rank / 1000000.0 AS text) || ',"cursor":' || '"' || hex('["' || :p5 || '",' || coalesce(s1.rank, 'null') || ',' || json_quote(s1.entity) || ']') || '"' || ',"node":' || coalesce((SELECT '{"name":' || json_quote(t7.name) || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t7
WHERE t7.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t8.name) || ',"kind":' || '"OSPO"' || '}'
FROM ospo t8
WHERE t8.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t9.name) || ',"kind":' || '"PRODUCT"' || '}'
FROM product t9
WHERE t9.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t10.name) || ',"kind":' || '"EVENT"' || '}'
FROM event t10
WHERE t10.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t11.name) || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t11
WHERE t11.id = s1.entity), 'null') || '}' AS j
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = :p4) THEN 100000000 ELSE 0 END AS rank
FROM search_index
JOIN search_document d ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6))) s1
ORDER BY s1.rank, s1.entity LIMIT :p6)) || '}'
