-- organisations
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT DISTINCT r.object AS id
FROM (SELECT t.id
FROM news_item t
WHERE (t.id = ($11::text COLLATE "C"))
UNION ALL SELECT t.id
FROM event t
WHERE (t.id = ($12::text COLLATE "C"))) s CROSS
JOIN relation r
WHERE r.subject = s.id AND r.predicate = 'mentions') b11 CROSS
JOIN organisation t1
WHERE (t1.id = b11.id) AND (((strpos(t1.sort_name, ($2::text COLLATE "C")) > 0 OR strpos(lower(t1.name), ($1::text COLLATE "C")) > 0))) AND ((NOT EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'countries' AND (m2.value IN (SELECT v3.value
FROM json_array_elements_text(($3::json)) WITH ORDINALITY AS v3(value, key)))))) AND ((t1.inhabitants > ($4::bigint))) AND ((NOT EXISTS (SELECT 1
FROM relation r4
JOIN organisation t7 ON t7.id = r4.subject
WHERE r4.object = t1.id AND r4.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_array_elements_text(r4.role_keys) WITH ORDINALITY AS k5(value, key)
WHERE k5.value IN (SELECT v6.value
FROM json_array_elements_text(($5::json)) WITH ORDINALITY AS v6(value, key)))) AND (((t7.type = ($6::text COLLATE "C")))) IS NOT TRUE))) AND ((EXISTS (SELECT 1
FROM relation r8
WHERE r8.object = t1.id AND r8.predicate = 'mentions' AND (EXISTS (SELECT 1
FROM event t9
WHERE t9.id = r8.subject AND ((t9.id = ($7::text COLLATE "C")))))))) AND ((((EXISTS (SELECT 1
FROM term m10
WHERE m10.entity = t1.id AND m10.field = 'networks' AND (m10.value = ($8::text COLLATE "C")))))) OR ((((SELECT l.finished_at
FROM load l
WHERE l.revision = t1.created_revision) >= ($9::text COLLATE "C"))))) AND ((((t1.city = ($10::text COLLATE "C")))) IS NOT TRUE)) AS text) || '}'
