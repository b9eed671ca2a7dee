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
WHERE t3.id = r2.object AND ((((t3.slug = ($1::text COLLATE "C")))) IS NOT TRUE)) OR EXISTS (SELECT 1
FROM product t4
WHERE t4.id = r2.object AND ((((t4.slug = ($2::text COLLATE "C")))) IS NOT TRUE))))))) AS text) || '}'

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
WHERE t5.id = r2.object AND (((t5.licence = ($1::text COLLATE "C"))))) OR EXISTS (SELECT 1
FROM event t6
WHERE t6.id = r2.object AND (1 = 0)) OR EXISTS (SELECT 1
FROM news_item t7
WHERE t7.id = r2.object AND (1 = 0))))))) AS text) || '}'

-- four
WITH once8 AS MATERIALIZED (SELECT w4.value AS given, CASE WHEN w4.value IN (SELECT value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v5(value, key)) AND NOT EXISTS (SELECT 1
FROM search_document v
WHERE v.words @@ CAST('''' || w4.value || ''':*' AS tsquery)) THEN (SELECT x.near
FROM (SELECT substr(w4.value, 1, CAST(p6.value AS integer) - 1) || a7.value || substr(w4.value, CAST(p6.value AS integer) + 1) AS near
FROM json_array_elements_text(($2::json)) WITH ORDINALITY AS p6(value, key), json_array_elements_text(($3::json)) WITH ORDINALITY AS a7(value, key)
WHERE CAST(p6.value AS integer) <= length(w4.value) UNION SELECT substr(w4.value, 1, CAST(p6.value AS integer) - 1) || a7.value || substr(w4.value, CAST(p6.value AS integer))
FROM json_array_elements_text(($2::json)) WITH ORDINALITY AS p6(value, key), json_array_elements_text(($3::json)) WITH ORDINALITY AS a7(value, key)
WHERE CAST(p6.value AS integer) <= length(w4.value) + 1 UNION SELECT substr(w4.value, 1, CAST(p6.value AS integer) - 1) || substr(w4.value, CAST(p6.value AS integer) + 1, 1) || substr(w4.value, CAST(p6.value AS integer), 1) || substr(w4.value, CAST(p6.value AS integer) + 2)
FROM json_array_elements_text(($2::json)) WITH ORDINALITY AS p6(value, key)
WHERE CAST(p6.value AS integer) < length(w4.value)) x CROSS
JOIN LATERAL (SELECT count(*) AS n
FROM search_document v
WHERE v.words @@ CAST('''' || x.near || '''' AS tsquery)) k
WHERE k.n > 0
ORDER BY k.n DESC, x.near COLLATE "C" LIMIT 1) END AS used
FROM json_array_elements_text(($4::json)) WITH ORDINALITY AS w4(value, key)), once9 AS MATERIALIZED (SELECT d.number, d.entity, d.kind, -(CASE WHEN d.entity IN (SELECT k.entity
FROM name_key k
WHERE k.key = ($5::text COLLATE "C")) THEN 3000000000 ELSE 2000000000 END + d.weight) AS rank
FROM search_document d
WHERE d.words @@ (SELECT to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*A', ' & '), '')
FROM (SELECT given, used
FROM once8) z)))) SELECT '{"totalCount":' || CAST((SELECT count(*)
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
UNION ALL SELECT d.number, d.entity, d.kind, -(CASE WHEN d.words @@ (SELECT to_tsquery('simple', (SELECT CASE WHEN count(*) > 1 THEN coalesce(string_agg('''' || coalesce(used, given) || ''':*A', ' | '), '') ELSE '' END
FROM (SELECT given, used
FROM once8) z))) THEN 1000000000 ELSE 0 END + d.weight) AS rank
FROM search_document d
WHERE d.words @@ (SELECT to_tsquery('simple', (SELECT coalesce(string_agg('''' || coalesce(used, given) || ''':*', ' & '), '')
FROM (SELECT given, used
FROM once8) z))) AND d.number NOT IN (SELECT number
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
