-- A printed figure says how many people of one sex a country had on a mission. A printed sum is set aside once it agrees with
-- what it sums; where one does not, nothing of its month is believed. CUBE gives every sum a report could print: where a column
-- is NULL it is summed over. verify.sql compares in the same way.
WITH printed AS (
    SELECT *, TRY_CAST(replace(persons, ',', '') AS BIGINT) AS people FROM published
),
sums AS (
    SELECT DISTINCT mission, country, type, sex, sum(people) AS people
    FROM printed WHERE kind = 'figure' GROUP BY CUBE (mission, country, type, sex)
),
differing AS (
    SELECT
        concat_ws(' ', coalesce(one.mission, one.country, 'grand total'), CASE WHEN one.mission IS NOT NULL THEN one.country END,
            one.type, one.sex) || ': printed ' || one.persons || ', its rows give ' || coalesce(sums.people, 0) AS words,
        one.row AS place
    FROM printed AS one
    LEFT JOIN sums
        ON sums.mission IS NOT DISTINCT FROM one.mission AND sums.country IS NOT DISTINCT FROM one.country
        AND sums.type IS NOT DISTINCT FROM one.type AND sums.sex IS NOT DISTINCT FROM one.sex
    WHERE one.kind LIKE '%_total' AND one.people IS DISTINCT FROM coalesce(sums.people, 0)
    UNION ALL
    SELECT 'number of rows: printed ' || persons || ', read ' || records, row
    FROM printed, (SELECT count(*) AS records FROM printed WHERE kind = 'row_total')
    WHERE kind = 'record_count' AND people IS DISTINCT FROM records
),
whole AS (
    SELECT
        CASE
            WHEN count(*) > 0 THEN 'printed sums do not agree: ' || array_to_string(list(words ORDER BY place)[:3], '; ')
                || CASE WHEN count(*) > 3 THEN '; and ' || (count(*) - 3) || ' more' ELSE '' END
        END AS reason,
        -- Women are 4 to 10 in 100 in every other report of 2015 to 2025; in that of August 2020, 50.
        (SELECT 4 * sum(people) FILTER (sex = 'female') > sum(people) FROM printed WHERE kind = 'figure') AS doubtful
    FROM differing
),
families (mission, family) AS (
    VALUES
        -- Repertoire of the Practice of the Security Council, "Political missions and offices".
        ('BINUH', 'special political mission'), ('UNAMA', 'special political mission'), ('UNAMI', 'special political mission'),
        ('UNIOGBIS', 'special political mission'), ('UNITAMS', 'special political mission'), ('UNMC', 'special political mission'),
        ('UNMHA', 'special political mission'), ('UNOWAS', 'special political mission'), ('UNSMIL', 'special political mission'),
        ('UNSOM', 'special political mission'), ('UNTMIS', 'special political mission'), ('UNVMC', 'special political mission'),
        ('UNSOS', 'support office'),
        ('MINURSO', 'peacekeeping'), ('MINUSCA', 'peacekeeping'), ('MINUSMA', 'peacekeeping'), ('MINUSTAH', 'peacekeeping'),
        ('MONUSCO', 'peacekeeping'), ('UNAMID', 'peacekeeping'), ('UNDOF', 'peacekeeping'), ('UNFICYP', 'peacekeeping'),
        ('UNIFIL', 'peacekeeping'), ('UNISFA', 'peacekeeping'), ('UNMIK', 'peacekeeping'), ('UNMIL', 'peacekeeping'),
        ('UNMISS', 'peacekeeping'), ('UNMOGIP', 'peacekeeping'), ('UNOCI', 'peacekeeping'), ('UNTSO', 'peacekeeping')
)
SELECT
    row, key_text, coalesce(sex, 'both') AS measure,
    nullif(kind, 'figure') AS rule,
    CASE WHEN day IS NULL THEN 'the report prints no day' ELSE reason END AS quarantine,
    'persons' AS amount_column, replace(persons, ',', '') AS amount,
    NULL AS constant_column, NULL AS constant,
    'United Nations' AS recipient_name, 1 AS occurrence, day[:4] AS year,
    country AS provider_name,
    -- What is quarantined gives no statement, yet is asked for a period.
    day AS period,
    'deployed' AS stage,
    NULL AS account, NULL AS account_key, NULL AS agency,
    type AS category,
    mission AS executor,
    family AS sector,
    concat(coalesce(mission, 'all missions'), ': ', type, ', ' || sex) AS label,
    nullif(concat_ws('|', CASE WHEN named <> month THEN 'named-otherwise' END, CASE WHEN doubtful THEN 'sexes-doubtful' END), '')
        AS flags,
    published.at AS locator
FROM published
CROSS JOIN whole
LEFT JOIN families USING (mission)
