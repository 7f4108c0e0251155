-- Every sum that a report prints, and what the figures it sums come to.
WITH printed AS (
    SELECT *, TRY_CAST(replace(persons, ',', '') AS BIGINT) AS people FROM published
),
sums AS (
    SELECT DISTINCT mission, country, type, sex, sum(people) AS people
    FROM printed WHERE kind = 'figure' GROUP BY CUBE (mission, country, type, sex)
)
SELECT
    one.kind AS "check",
    coalesce(nullif(concat_ws(' ', one.mission, one.country, one.type, one.sex), ''), 'all') AS what,
    one.at AS place,
    one.people AS printed,
    coalesce(sums.people, 0) AS computed
FROM printed AS one
LEFT JOIN sums
    ON sums.mission IS NOT DISTINCT FROM one.mission AND sums.country IS NOT DISTINCT FROM one.country
    AND sums.type IS NOT DISTINCT FROM one.type AND sums.sex IS NOT DISTINCT FROM one.sex
WHERE one.kind LIKE '%_total'
UNION ALL
SELECT kind, 'number of rows', printed.at, people, (SELECT count(*) FROM printed WHERE kind = 'row_total')
FROM printed WHERE kind = 'record_count'
