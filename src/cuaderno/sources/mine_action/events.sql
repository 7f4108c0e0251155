-- One feature of the collection is one event and counts as one: the record is the evidence, and its type stands for it.
SELECT
    row, key_text, '' AS measure, NULL AS rule,
    'type_code' AS amount_column, '1' AS amount,
    NULL AS constant_column, NULL AS constant,
    locator,
    'Colombia' AS recipient_name, 1 AS occurrence, year,
    'CY' || year AS period,
    'event' AS stage,
    NULL AS account, NULL AS account_key, NULL AS agency,
    type AS category,
    NULL AS executor,
    department AS sector,
    concat_ws(', ', municipality, department, area) AS label
FROM published
