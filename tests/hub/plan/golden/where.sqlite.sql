-- organisations
SELECT '{"totalCount":' || (SELECT CAST(count(*) AS text)
FROM organisation t1
WHERE (((instr(t1.sort_name, :p1) > 0 OR instr(lower(t1.name), :p0) > 0))) AND ((NOT EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'countries' AND (m2.value IN (SELECT v3.value
FROM json_each(:p2) v3))))) AND ((t1.inhabitants > :p3)) AND ((NOT EXISTS (SELECT 1
FROM relation r4
LEFT JOIN organisation t6 ON t6.id = r4.subject
WHERE r4.object = t1.id AND r4.predicate = 'member-of' AND r4.role IN (SELECT v5.value
FROM json_each(:p4) v5) AND (((t6.type = :p5))) IS NOT TRUE))) AND ((EXISTS (SELECT 1
FROM relation r7
WHERE r7.object = t1.id AND r7.predicate = 'mentions' AND ((r7.subject = :p6)) AND (r7.subject_kind IN ('event'))))) AND ((((EXISTS (SELECT 1
FROM term m8
WHERE m8.entity = t1.id AND m8.field = 'networks' AND (m8.value = :p7))))) OR ((((SELECT finished_at
FROM load l
WHERE l.revision = t1.created_revision) >= :p8)))) AND ((((t1.city = :p9))) IS NOT TRUE)) || '}'
