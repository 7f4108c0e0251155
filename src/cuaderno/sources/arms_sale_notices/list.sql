-- One record of the list is one notice and counts as one: the list prints no value. The record is the evidence, and its transmittal
-- number, which is the notice's name, stands for it. The date in the list is that of the upload; the year is in the number, and
-- section 36 of the Act has asked for numbered notices since the 1970s. The same number for the same country is one notice put
-- up again; the same number for two countries is two notices.
WITH told AS (
    SELECT
        *,
        CASE WHEN left(transmittal, 2) >= '70' THEN '19' ELSE '20' END || left(transmittal, 2) AS year,
        row_number() OVER (PARTITION BY transmittal, country_iso2 ORDER BY row) AS time_listed,
        count(DISTINCT country_iso2) OVER (PARTITION BY transmittal) AS countries
    FROM published
)
SELECT
    row, key_text, '' AS measure,
    CASE WHEN transmittal IS NULL THEN 'no_transmittal' WHEN time_listed > 1 THEN 'repeated' END AS rule,
    'transmittal' AS amount_column, '1' AS amount,
    NULL AS constant_column, NULL AS constant,
    locator,
    country AS recipient_name, 1 AS occurrence, year,
    'CY' || year AS period,
    'notice' AS stage,
    transmittal AS account, '36(b)(1)' AS account_key, NULL AS agency, NULL AS category, NULL AS executor, NULL AS sector,
    title AS label,
    concat_ws(
        '|',
        CASE WHEN number_in = 'title' THEN 'number-from-title' END,
        CASE WHEN countries > 1 THEN 'number-shared' END
    ) AS flags
FROM told
