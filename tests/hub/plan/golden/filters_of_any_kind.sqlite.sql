-- one
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT DISTINCT r.subject AS id
FROM relation r
WHERE r.predicate = 'mentions') b5 CROSS
JOIN news_item t1
WHERE (t1.id = b5.id) AND ((EXISTS (SELECT 1
FROM relation r2
WHERE r2.subject = t1.id AND r2.predicate = 'mentions' AND (EXISTS (SELECT 1
FROM organisation t3
WHERE t3.id = r2.object AND ((((t3.slug = :p0))) IS NOT TRUE)) OR EXISTS (SELECT 1
FROM product t4
WHERE t4.id = r2.object AND ((((t4.slug = :p1))) IS NOT TRUE))))))) AS text) || '}'

-- two
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM news_item t1
WHERE ((NOT EXISTS (SELECT 1
FROM relation r2
WHERE r2.subject = t1.id AND r2.predicate = 'mentions' AND ((EXISTS (SELECT 1
FROM organisation t3
WHERE t3.id = r2.object AND (1 = 1) AND (1 = 0)) OR EXISTS (SELECT 1
FROM ospo t4
WHERE t4.id = r2.object AND (1 = 1) AND (1 = 0)) OR EXISTS (SELECT 1
FROM product t5
WHERE t5.id = r2.object AND (1 = 1) AND (1 = 0)) OR EXISTS (SELECT 1
FROM event t6
WHERE t6.id = r2.object AND (1 = 1) AND (1 = 0)) OR EXISTS (SELECT 1
FROM news_item t7
WHERE t7.id = r2.object AND (1 = 1) AND (1 = 0)))) IS NOT TRUE)))) AS text) || '}'

-- three
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT DISTINCT r.subject AS id
FROM relation r
WHERE r.predicate = 'mentions') b8 CROSS
JOIN news_item t1
WHERE (t1.id = b8.id) AND ((EXISTS (SELECT 1
FROM relation r2
WHERE r2.subject = t1.id AND r2.predicate = 'mentions' AND substr(r2.object, 1, 2) IN ('ev'))) AND (NOT EXISTS (SELECT 1
FROM relation r2
WHERE r2.subject = t1.id AND r2.predicate = 'mentions' AND (EXISTS (SELECT 1
FROM organisation t3
WHERE t3.id = r2.object AND (1 = 0)) OR EXISTS (SELECT 1
FROM ospo t4
WHERE t4.id = r2.object AND (1 = 0)) OR EXISTS (SELECT 1
FROM product t5
WHERE t5.id = r2.object AND (((t5.licence = :p0)))) OR EXISTS (SELECT 1
FROM event t6
WHERE t6.id = r2.object AND (1 = 0)) OR EXISTS (SELECT 1
FROM news_item t7
WHERE t7.id = r2.object AND (1 = 0))))))) AS text) || '}'

-- four
WITH once8 AS MATERIALIZED (SELECT w4.value AS given, CASE WHEN w4.value IN (SELECT value
FROM json_each(:p0) v5) AND NOT EXISTS (SELECT 1
FROM search_index_words v
WHERE v.term >= w4.value AND v.term <= w4.value || char(1114111)) THEN (SELECT v.term
FROM (SELECT substr(w4.value, 1, CAST(p6.value AS integer) - 1) || a7.value || substr(w4.value, CAST(p6.value AS integer) + 1) AS near
FROM json_each(:p1) p6, json_each(:p2) a7
WHERE CAST(p6.value AS integer) <= length(w4.value) UNION SELECT substr(w4.value, 1, CAST(p6.value AS integer) - 1) || a7.value || substr(w4.value, CAST(p6.value AS integer))
FROM json_each(:p1) p6, json_each(:p2) a7
WHERE CAST(p6.value AS integer) <= length(w4.value) + 1 UNION SELECT substr(w4.value, 1, CAST(p6.value AS integer) - 1) || substr(w4.value, CAST(p6.value AS integer) + 1, 1) || substr(w4.value, CAST(p6.value AS integer), 1) || substr(w4.value, CAST(p6.value AS integer) + 2)
FROM json_each(:p1) p6
WHERE CAST(p6.value AS integer) < length(w4.value)) x CROSS
JOIN search_index_words v ON v.term = x.near
ORDER BY v.doc DESC, v.term LIMIT 1) END AS used
FROM json_each(:p3) w4), once9 AS MATERIALIZED (SELECT d.number, d.entity, d.kind, -(CASE WHEN d.entity IN (SELECT k.entity
FROM name_key k
WHERE k.key = :p4) THEN 3000000000 ELSE 2000000000 END + d.weight) AS rank
FROM search_index CROSS
JOIN search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT '{title} : (' || coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""') || ')'
FROM (SELECT given, used
FROM once8))) SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT DISTINCT r.subject AS id
FROM relation r
WHERE r.predicate = 'mentions') b10 CROSS
JOIN news_item t1
WHERE (t1.id = b10.id) AND ((EXISTS (SELECT 1
FROM relation r2
WHERE r2.subject = t1.id AND r2.predicate = 'mentions' AND (EXISTS (SELECT 1
FROM product t3
WHERE t3.id = r2.object AND (t3.id IN (SELECT h.entity
FROM (SELECT *
FROM once9
UNION ALL SELECT d.number, d.entity, d.kind, -(CASE WHEN d.number IN (SELECT h.rowid
FROM search_index h
WHERE h.search_index MATCH (SELECT CASE WHEN count(*) > 1 THEN '{title} : (' || coalesce(group_concat('"' || coalesce(used, given) || '"*', ' OR '), '""') || ')' ELSE '""' END
FROM (SELECT given, used
FROM once8))) THEN 1000000000 ELSE 0 END + d.weight) AS rank
FROM search_index CROSS
JOIN search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid
WHERE search_index MATCH (SELECT coalesce(group_concat('"' || coalesce(used, given) || '"*', ' '), '""')
FROM (SELECT given, used
FROM once8)) AND d.number NOT IN (SELECT number
FROM once9)) h)))))))) AS text) || '}'

-- five
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT DISTINCT r.subject AS id
FROM relation r
WHERE r.predicate = 'mentions') b3 CROSS
JOIN news_item t1
WHERE (t1.id = b3.id) AND ((EXISTS (SELECT 1
FROM relation r2
WHERE r2.subject = t1.id AND r2.predicate = 'mentions' AND 1 = 0)))) AS text) || '}'
