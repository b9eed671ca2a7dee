-- search
SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(-1000000 * ts_rank(d.words, q)) AS bigint) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = ($2::text COLLATE "C")) THEN 100000000 ELSE 0 END AS rank
FROM search_document d, to_tsquery('simple', ($1::text COLLATE "C")) q
WHERE d.words @@ q) s1) || ',"edges":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"score":' || CAST(-s1.rank / 1000000.0 AS text) || ',"cursor":' || '"' || upper(encode(convert_to('["' || ($3::text COLLATE "C") || '",' || coalesce(to_json(s1.rank)::text, 'null') || ',' || coalesce(to_json(s1.entity)::text, 'null') || ']', 'UTF8'), 'hex')) || '"' || ',"node":' || coalesce((SELECT '{"name":' || coalesce(to_json(t2.name)::text, 'null') || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t2
WHERE t2.id = s1.entity
UNION ALL SELECT '{"name":' || coalesce(to_json(t3.name)::text, 'null') || ',"kind":' || '"OSPO"' || '}'
FROM ospo t3
WHERE t3.id = s1.entity
UNION ALL SELECT '{"name":' || coalesce(to_json(t4.name)::text, 'null') || ',"kind":' || '"PRODUCT"' || '}'
FROM product t4
WHERE t4.id = s1.entity
UNION ALL SELECT '{"name":' || coalesce(to_json(t5.name)::text, 'null') || ',"kind":' || '"EVENT"' || '}'
FROM event t5
WHERE t5.id = s1.entity
UNION ALL SELECT '{"name":' || coalesce(to_json(t6.name)::text, 'null') || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t6
WHERE t6.id = s1.entity), 'null') || '}' AS j
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(-1000000 * ts_rank(d.words, q)) AS bigint) - CASE WHEN EXISTS (SELECT 1
FROM name_key k
WHERE k.entity = d.entity AND k.key = ($2::text COLLATE "C")) THEN 100000000 ELSE 0 END AS rank
FROM search_document d, to_tsquery('simple', ($1::text COLLATE "C")) q
WHERE d.words @@ q) s1
ORDER BY s1.rank, s1.entity LIMIT ($4::bigint)) z) || '}'
