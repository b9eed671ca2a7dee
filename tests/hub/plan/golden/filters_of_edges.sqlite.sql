-- organisations
SELECT '{"nodes":' || (SELECT '[' || coalesce(group_concat(j, ','), '') || ']'
FROM (SELECT '{"members":' || '{"totalCount":' || CAST((SELECT count(*)
FROM relation r12
LEFT JOIN organisation t15 ON t15.id = r12.subject
WHERE (r12.object = t1.id) AND (r12.predicate = 'member-of') AND (EXISTS (SELECT 1
FROM json_each(r12.role_keys) k13
WHERE k13.value IN (SELECT v14.value
FROM json_each(:p10) v14))) AND ((r12.until_day IS NULL))) AS text) || '}' || '}' AS j
FROM (SELECT t1.id AS h0, t1.sort_name AS k0, t1.id AS k1
FROM (SELECT DISTINCT r.object AS id
FROM (SELECT m.entity AS id
FROM term m
WHERE m.kind = 'organisation' AND m.field = 'countries' AND m.value = :p8) s CROSS
JOIN relation r
WHERE r.subject = s.id AND r.predicate = 'member-of') b10 CROSS
JOIN organisation t1
WHERE (t1.id = b10.id) AND ((EXISTS (SELECT 1
FROM relation r2
JOIN organisation t7 ON t7.id = r2.subject
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_each(r2.role_keys) k3
WHERE k3.value IN (SELECT v4.value
FROM json_each(:p0) v4))) AND ((r2.since_day < :p1)) AND ((EXISTS (SELECT 1
FROM json_each(r2.networks) v5
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_each(:p2) v6))))) AND ((r2.confidence >= :p3)) AND ((r2.since_day IS NULL OR r2.since_day <= :p4) AND (r2.until_day IS NULL OR r2.until_day >= :p4)) AND ((EXISTS (SELECT 1
FROM term m8
WHERE m8.entity = t7.id AND m8.field = 'countries' AND (m8.value = :p5)))))) AND (NOT EXISTS (SELECT 1
FROM relation r2
JOIN organisation t9 ON t9.id = r2.subject
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_each(r2.role_keys) k3
WHERE k3.value IN (SELECT v4.value
FROM json_each(:p0) v4))) AND ((r2.since_day < :p1)) AND ((EXISTS (SELECT 1
FROM json_each(r2.networks) v5
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_each(:p2) v6))))) AND ((r2.confidence >= :p3)) AND ((r2.since_day IS NULL OR r2.since_day <= :p4) AND (r2.until_day IS NULL OR r2.until_day >= :p4)) AND 1 = 1)) AND (((SELECT count(*)
FROM relation r2
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_each(r2.role_keys) k3
WHERE k3.value IN (SELECT v4.value
FROM json_each(:p0) v4))) AND ((r2.since_day < :p1)) AND ((EXISTS (SELECT 1
FROM json_each(r2.networks) v5
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_each(:p2) v6))))) AND ((r2.confidence >= :p3)) AND ((r2.since_day IS NULL OR r2.since_day <= :p4) AND (r2.until_day IS NULL OR r2.until_day >= :p4))) >= :p6)) AND (((SELECT count(DISTINCT n.value)
FROM relation r2
JOIN term n ON n.entity = r2.subject AND n.field = 'countries'
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_each(r2.role_keys) k3
WHERE k3.value IN (SELECT v4.value
FROM json_each(:p0) v4))) AND ((r2.since_day < :p1)) AND ((EXISTS (SELECT 1
FROM json_each(r2.networks) v5
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_each(:p2) v6))))) AND ((r2.confidence >= :p3)) AND ((r2.since_day IS NULL OR r2.since_day <= :p4) AND (r2.until_day IS NULL OR r2.until_day >= :p4))) >= :p7)))
ORDER BY t1.sort_name, t1.id LIMIT :p9) kept11
LEFT JOIN organisation t1 ON t1.id = kept11.h0
ORDER BY k0, k1)) || '}'
