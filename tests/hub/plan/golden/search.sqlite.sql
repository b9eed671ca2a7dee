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
FROM json_each(:p3) w2), once7 AS MATERIALIZED (SELECT d.number, d.entity, d.kind, -(CASE WHEN d.entity IN (SELECT k.entity
FROM name_key k
WHERE k.key = :p4) THEN 3000000000 ELSE 2000000000 END + d.weight) AS rank
FROM search_index CROSS
JOIN search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT '{title} : (' || coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""') || ')'
FROM (SELECT given, used
FROM once6))) SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM search_index
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6))) AS text) || ',"edges":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"score":' || coalesce(CASE CAST(-s1.k0 / 1000000.0 AS double precision) WHEN CAST(CAST(-s1.k0 / 1000000.0 AS double precision) AS INTEGER) THEN CAST(CAST(-s1.k0 / 1000000.0 AS double precision) AS INTEGER) ELSE CAST(-s1.k0 / 1000000.0 AS double precision) END, 'null') || ',"cursor":' || '"' || hex('["' || :p7 || '",' || coalesce(s1.k0, 'null') || ',' || json_quote(s1.k1) || ']') || '"' || ',"excerpt":' || coalesce((SELECT '{"text":' || json_quote(json_extract(b11.value, '$.' || 'text')) || ',"offsets":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"start":' || json_extract(o14.value, '$[0]') || '}' AS j
FROM (SELECT DISTINCT substr(w13.value, instr(w13.value, ' ') + 1) AS value
FROM json_each(json_extract(b11.value, '$.' || 'words')) w13
JOIN (SELECT coalesce(used, given) AS prefix
FROM (SELECT given, used
FROM once6) a) q ON substr(w13.value, 1, length(q.prefix)) = q.prefix) o14
ORDER BY CAST(json_extract(o14.value, '$[0]') AS integer))) || '}'
FROM (SELECT e10.value
FROM json_each((SELECT x.excerpts
FROM search_excerpt x
WHERE x.entity = s1.entity)) e10
ORDER BY (SELECT count(*)
FROM (SELECT coalesce(used, given) AS prefix
FROM (SELECT given, used
FROM once6) a) q
WHERE EXISTS (SELECT 1
FROM json_each(json_extract(e10.value, '$.' || 'words')) w12
WHERE substr(w12.value, 1, length(q.prefix)) = q.prefix)) DESC, e10.key LIMIT 1) b11), 'null') || ',"node":' || coalesce((SELECT '{"name":' || json_quote(t15.name) || ',"kind":' || '"ORGANISATION"' || '}'
FROM organisation t15
WHERE t15.id = s1.entity AND substr(s1.entity, 1, 2) IN ('or')
UNION ALL SELECT '{"name":' || json_quote(t16.name) || ',"kind":' || '"OSPO"' || '}'
FROM ospo t16
WHERE t16.id = s1.entity AND substr(s1.entity, 1, 2) IN ('os')
UNION ALL SELECT '{"name":' || json_quote(t17.name) || ',"kind":' || '"PRODUCT"' || '}'
FROM product t17
WHERE t17.id = s1.entity AND substr(s1.entity, 1, 2) IN ('pr')
UNION ALL SELECT '{"name":' || json_quote(t18.name) || ',"kind":' || '"EVENT"' || '}'
FROM event t18
WHERE t18.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ev')
UNION ALL SELECT '{"name":' || json_quote(t19.name) || ',"kind":' || '"NEWS_ITEM"' || '}'
FROM news_item t19
WHERE t19.id = s1.entity AND substr(s1.entity, 1, 2) IN ('ne')), 'null') || '}' AS j
FROM (SELECT s1.entity, s1.rank AS k0, s1.entity AS k1
FROM (SELECT *
FROM once7
UNION ALL SELECT *
FROM (SELECT d.number, d.entity, d.kind, -(CASE WHEN d.number IN (SELECT h.rowid
FROM search_index h
WHERE h.search_index MATCH (SELECT CASE WHEN count(*) > 1 THEN '{title} : (' || coalesce(group_concat('"' || coalesce(used, given) || '"*', ' OR '), '""') || ')' ELSE '""' END
FROM (SELECT given, used
FROM once6))) THEN 1000000000 ELSE 0 END + d.weight) AS rank
FROM search_index CROSS
JOIN search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once6)) AND d.number NOT IN (SELECT number
FROM once7) LIMIT (SELECT CASE WHEN (SELECT count(*)
FROM once7 n
WHERE true) >= :p5 THEN 0 ELSE 1000000000 END)) o8) s1
ORDER BY s1.rank, s1.entity LIMIT :p6) s1 
ORDER BY k0, k1)) || '}'
