-- organisations
SELECT '{"nodes":' || (SELECT '[' || coalesce(string_agg(j, ','), '') || ']'
FROM (SELECT '{"members":' || '{"totalCount":' || CAST((SELECT count(*)
FROM relation r12
LEFT JOIN organisation t15 ON t15.id = r12.subject
WHERE (r12.object = t1.id) AND (r12.predicate = 'member-of') AND (EXISTS (SELECT 1
FROM json_array_elements_text(r12.role_keys) WITH ORDINALITY AS k13(value, key)
WHERE k13.value IN (SELECT v14.value
FROM json_array_elements_text(($11::json)) WITH ORDINALITY AS v14(value, key)))) AND ((r12.until_day IS NULL))) AS text) || '}' || '}' AS j
FROM (SELECT t1.id AS h0, t1.sort_name AS k0, t1.id AS k1
FROM (SELECT DISTINCT r.object AS id
FROM (SELECT m.entity AS id
FROM term m
WHERE m.kind = 'organisation' AND m.field = 'countries' AND m.value = ($9::text COLLATE "C")) s CROSS
JOIN relation r
WHERE r.subject = s.id AND r.predicate = 'member-of') b10 CROSS
JOIN organisation t1
WHERE (t1.id = b10.id) AND ((EXISTS (SELECT 1
FROM relation r2
JOIN organisation t7 ON t7.id = r2.subject
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k3(value, key)
WHERE k3.value IN (SELECT v4.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v4(value, key)))) AND ((r2.since_day < ($2::text COLLATE "C"))) AND ((EXISTS (SELECT 1
FROM json_array_elements_text(r2.networks) WITH ORDINALITY AS v5(value, key)
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_array_elements_text(($3::json)) WITH ORDINALITY AS v6(value, key)))))) AND ((r2.confidence >= ($4::double precision))) AND ((r2.since_day IS NULL OR r2.since_day <= ($5::text COLLATE "C")) AND (r2.until_day IS NULL OR r2.until_day >= ($5::text COLLATE "C"))) AND ((EXISTS (SELECT 1
FROM term m8
WHERE m8.entity = t7.id AND m8.field = 'countries' AND (m8.value = ($6::text COLLATE "C"))))))) AND (NOT EXISTS (SELECT 1
FROM relation r2
JOIN organisation t9 ON t9.id = r2.subject
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k3(value, key)
WHERE k3.value IN (SELECT v4.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v4(value, key)))) AND ((r2.since_day < ($2::text COLLATE "C"))) AND ((EXISTS (SELECT 1
FROM json_array_elements_text(r2.networks) WITH ORDINALITY AS v5(value, key)
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_array_elements_text(($3::json)) WITH ORDINALITY AS v6(value, key)))))) AND ((r2.confidence >= ($4::double precision))) AND ((r2.since_day IS NULL OR r2.since_day <= ($5::text COLLATE "C")) AND (r2.until_day IS NULL OR r2.until_day >= ($5::text COLLATE "C"))) AND 1 = 1)) AND (((SELECT count(*)
FROM relation r2
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k3(value, key)
WHERE k3.value IN (SELECT v4.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v4(value, key)))) AND ((r2.since_day < ($2::text COLLATE "C"))) AND ((EXISTS (SELECT 1
FROM json_array_elements_text(r2.networks) WITH ORDINALITY AS v5(value, key)
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_array_elements_text(($3::json)) WITH ORDINALITY AS v6(value, key)))))) AND ((r2.confidence >= ($4::double precision))) AND ((r2.since_day IS NULL OR r2.since_day <= ($5::text COLLATE "C")) AND (r2.until_day IS NULL OR r2.until_day >= ($5::text COLLATE "C")))) >= ($7::bigint))) AND (((SELECT count(DISTINCT n.value)
FROM relation r2
JOIN term n ON n.entity = r2.subject AND n.field = 'countries'
WHERE r2.object = t1.id AND r2.predicate = 'member-of' AND (EXISTS (SELECT 1
FROM json_array_elements_text(r2.role_keys) WITH ORDINALITY AS k3(value, key)
WHERE k3.value IN (SELECT v4.value
FROM json_array_elements_text(($1::json)) WITH ORDINALITY AS v4(value, key)))) AND ((r2.since_day < ($2::text COLLATE "C"))) AND ((EXISTS (SELECT 1
FROM json_array_elements_text(r2.networks) WITH ORDINALITY AS v5(value, key)
WHERE true AND (v5.value IN (SELECT v6.value
FROM json_array_elements_text(($3::json)) WITH ORDINALITY AS v6(value, key)))))) AND ((r2.confidence >= ($4::double precision))) AND ((r2.since_day IS NULL OR r2.since_day <= ($5::text COLLATE "C")) AND (r2.until_day IS NULL OR r2.until_day >= ($5::text COLLATE "C")))) >= ($8::bigint))))
ORDER BY t1.sort_name, t1.id LIMIT ($10::bigint)) kept11
LEFT JOIN organisation t1 ON t1.id = kept11.h0
ORDER BY k0, k1) z) || '}'
