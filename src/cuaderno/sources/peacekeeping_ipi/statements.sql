-- A row says how many people of each of three types a country had on UN missions at a month's end, all missions together.
SELECT
    row, key_text, type AS measure, NULL AS rule,
    CASE type WHEN 'Troops' THEN 'troops' WHEN 'Police' THEN 'police' ELSE 'experts' END AS amount_column,
    CASE type WHEN 'Troops' THEN troops WHEN 'Police' THEN police ELSE experts END AS amount,
    NULL AS constant_column, NULL AS constant,
    'United Nations' AS recipient_name, 1 AS occurrence, date[:4] AS year,
    country AS provider_name,
    date AS period,
    'deployed' AS stage,
    NULL AS account, NULL AS account_key, NULL AS agency,
    type AS category,
    NULL AS executor, NULL AS sector,
    'all missions: ' || type AS label
FROM published
CROSS JOIN (VALUES ('Troops'), ('Police'), ('Experts')) AS types (type)
