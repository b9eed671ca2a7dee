-- search
SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = :p1) THEN 100000000 ELSE 0 END AS rank
FROM search_index
JOIN search_document d ON d.number = search_index.rowid
WHERE search_index MATCH :p0) s1) || ',"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"score":' || CAST(-s1.rank / 1000000.0 AS text) || ',"cursor":' || '"' || hex('["' || :p2 || '",' || coalesce(s1.rank, 'null') || ',' || json_quote(s1.entity) || ']') || '"' || ',"node":' || coalesce((SELECT '{"name":' || json_quote(t2.name) || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t2
WHERE t2.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t3.name) || ',"kind":' || '"OSPO"' || '}'
FROM ospo t3
WHERE t3.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t4.name) || ',"kind":' || '"PRODUCT"' || '}'
FROM product t4
WHERE t4.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t5.name) || ',"kind":' || '"EVENT"' || '}'
FROM event t5
WHERE t5.id = s1.entity
UNION ALL SELECT '{"name":' || json_quote(t6.name) || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t6
WHERE t6.id = s1.entity), 'null') || '}' AS j
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = :p1) THEN 100000000 ELSE 0 END AS rank
FROM search_index
JOIN search_document d ON d.number = search_index.rowid
WHERE search_index MATCH :p0) s1
ORDER BY s1.rank, s1.entity LIMIT :p3)) || '}'
