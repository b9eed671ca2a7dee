-- organisations
SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM organisation t1
WHERE (((strpos(t1.sort_name, ($2::text COLLATE "C")) > 0 OR strpos(lower(t1.name), ($1::text COLLATE "C")) > 0))) AND ((NOT EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'countries' AND (m2.value IN (SELECT v3.value
FROM json_array_elements_text(($3::json)) WITH ORDINALITY AS v3(value, key)))))) AND ((t1.inhabitants > ($4::bigint))) AND ((NOT EXISTS (SELECT 1
FROM relation r4
LEFT JOIN organisation t6 ON t6.id = r4.subject
WHERE r4.object = t1.id AND r4.predicate = 'member-of' AND r4.role IN (SELECT v5.value
FROM json_array_elements_text(($5::json)) WITH ORDINALITY AS v5(value, key)) AND (((t6.type = ($6::text COLLATE "C")))) IS NOT TRUE))) AND ((EXISTS (SELECT 1
FROM relation r7
WHERE r7.object = t1.id AND r7.predicate = 'mentions' AND ((r7.subject = ($7::text COLLATE "C"))) AND (r7.subject_kind IN ('event'))))) AND ((((EXISTS (SELECT 1
FROM term m8
WHERE m8.entity = t1.id AND m8.field = 'networks' AND (m8.value = ($8::text COLLATE "C")))))) OR ((((SELECT finished_at
FROM load l
WHERE l.revision = t1.created_revision) >= ($9::text COLLATE "C"))))) AND ((((t1.city = ($10::text COLLATE "C")))) IS NOT TRUE)) || '}'
