-- A row of the data hub says how many women and how many men of one type a country had on a mission; each is a statement.
WITH dated AS (
    SELECT
        *,
        coalesce(
            TRY_CAST(last_reporting_date[:10] AS DATE), TRY_STRPTIME(last_reporting_date, '%d/%m/%Y')::DATE,
            TRY_STRPTIME(last_reporting_date, '%d-%b-%y')::DATE
        )::VARCHAR AS day
    FROM published
)
SELECT
    row, key_text, sex AS measure, NULL AS rule,
    CASE sex WHEN 'female' THEN 'female_personnel' ELSE 'male_personnel' END AS amount_column,
    regexp_replace(CASE sex WHEN 'female' THEN female_personnel ELSE male_personnel END, '\.0+$', '') AS amount,
    NULL AS constant_column, NULL AS constant,
    'United Nations' AS recipient_name, 1 AS occurrence, day[:4] AS year,
    contributing_country AS provider_name,
    coalesce(day, last_reporting_date) AS period,
    'deployed' AS stage,
    NULL AS account, NULL AS account_key, NULL AS agency,
    personnel_type AS category,
    mission_acronym AS executor,
    NULL AS sector,
    concat(mission_acronym, ': ', personnel_type, ', ', sex) AS label
FROM dated
CROSS JOIN (VALUES ('female'), ('male')) AS sexes (sex)
