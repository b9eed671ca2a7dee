-- organisations
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM (SELECT DISTINCT r.object AS id
FROM (SELECT t.id
FROM news_item t
WHERE (t.id = :p10)
UNION ALL SELECT t.id
FROM event t
WHERE (t.id = :p11)) s CROSS
JOIN relation r
WHERE r.subject = s.id AND r.predicate = 'mentions') b11 CROSS
JOIN organisation t1
WHERE (t1.id = b11.id) AND (((instr(t1.sort_name, :p1) > 0 OR instr(lower(t1.name), :p0) > 0))) AND ((NOT EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'countries' AND (m2.value IN (SELECT v3.value
FROM json_each(:p2) v3))))) AND ((t1.inhabitants > :p3)) AND ((NOT EXISTS (SELECT 1
FROM relation r4
JOIN organisation t7 ON t7.id = r4.subject
WHERE r4.object = t1.id AND r4.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_each(r4.role_keys) k5
WHERE k5.value IN (SELECT v6.value
FROM json_each(:p4) v6))) AND (((t7.type = :p5))) IS NOT TRUE))) AND ((EXISTS (SELECT 1
FROM relation r8
WHERE r8.object = t1.id AND r8.predicate = 'mentions' AND (EXISTS (SELECT 1
FROM event t9
WHERE t9.id = r8.subject AND ((t9.id = :p6))))))) AND ((((EXISTS (SELECT 1
FROM term m10
WHERE m10.entity = t1.id AND m10.field = 'networks' AND (m10.value = :p7))))) OR ((((SELECT l.finished_at
FROM load l
WHERE l.revision = t1.created_revision) >= :p8)))) AND ((((t1.city = :p9))) IS NOT TRUE)) AS text) || '}'
