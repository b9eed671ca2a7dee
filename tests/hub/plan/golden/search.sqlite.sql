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
FROM json_each(:p3) w2), once7 AS MATERIALIZED (SELECT count(*) AS n
FROM search_index
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6))), once9 AS MATERIALIZED (SELECT CASE WHEN (SELECT n
FROM once7) > 1000 THEN 1000 ELSE 0 END AS most), once10 AS MATERIALIZED (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN d.entity IN (SELECT k.entity
FROM name_key k
WHERE k.key = :p5) THEN 100000000 ELSE 0 END AS rank
FROM search_index CROSS
JOIN search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT '{title} : (' || coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""') || ')'
FROM (SELECT given, used
FROM once6)) LIMIT (SELECT most
FROM once9)), page11 AS (SELECT *
FROM (SELECT s1.entity, s1.rank AS k0, s1.entity AS k1
FROM (SELECT *
FROM once10
UNION ALL SELECT *
FROM (SELECT d.entity AS entity, d.kind AS kind, CAST(round(bm25(search_index, 10.0, 1.0) * 1000000) AS INTEGER) - CASE WHEN d.entity IN (SELECT k.entity
FROM name_key k
WHERE k.key = :p5) THEN 100000000 ELSE 0 END AS rank
FROM search_index CROSS
JOIN search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6)) LIMIT 1000) o8
WHERE o8.entity NOT IN (SELECT entity
FROM once10)) s1
ORDER BY s1.rank, s1.entity LIMIT :p6) x), keptpage11 AS (SELECT *
FROM page11
ORDER BY k0, k1 LIMIT :p7) SELECT '{"totalCount":' || CAST((SELECT n
FROM once7) AS text) || ',"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"score":' || CAST(-s1.k0 / 1000000.0 AS text) || ',"cursor":' || '"' || hex('["' || :p8 || '",' || coalesce(s1.k0, 'null') || ',' || json_quote(s1.k1) || ']') || '"' || ',"excerpt":' || coalesce((SELECT '{"text":' || json_quote(json_extract(b13.value, '$.' || 'text')) || ',"offsets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"start":' || json_extract(o16.value, '$[0]') || '}' AS j
FROM (SELECT DISTINCT substr(w15.value, instr(w15.value, ' ') + 1) AS value
FROM json_each(json_extract(b13.value, '$.' || 'words')) w15
JOIN (SELECT coalesce(used, given) AS prefix
FROM (SELECT given, used
FROM once6) a) q ON substr(w15.value, 1, length(q.prefix)) = q.prefix) o16
ORDER BY CAST(json_extract(o16.value, '$[0]') AS integer))) || '}'
FROM (SELECT e12.value
FROM json_each((SELECT x.excerpts
FROM search_excerpt x
WHERE x.entity = s1.entity)) e12
ORDER BY (SELECT count(*)
FROM (SELECT coalesce(used, given) AS prefix
FROM (SELECT given, used
FROM once6) a) q
WHERE EXISTS (SELECT 1
FROM json_each(json_extract(e12.value, '$.' || 'words')) w14
WHERE substr(w14.value, 1, length(q.prefix)) = q.prefix)) DESC, e12.key LIMIT 1) b13), 'null') || ',"node":' || coalesce((SELECT '{"name":' || json_quote(t17.name) || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t17
WHERE t17.id = s1.entity AND substr(s1.entity, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || json_quote(t18.name) || ',"kind":' || '"OSPO"' || '}'
FROM ospo t18
WHERE t18.id = s1.entity AND substr(s1.entity, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || json_quote(t19.name) || ',"kind":' || '"PRODUCT"' || '}'
FROM product t19
WHERE t19.id = s1.entity AND substr(s1.entity, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || json_quote(t20.name) || ',"kind":' || '"EVENT"' || '}'
FROM event t20
WHERE t20.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || json_quote(t21.name) || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t21
WHERE t21.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ne')), 'null') || '}' AS j
FROM keptpage11 s1 
ORDER BY k0, k1)) || '}'
