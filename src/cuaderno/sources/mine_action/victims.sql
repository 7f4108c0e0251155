-- One row is one person harmed and counts as one: the record is the evidence, and the state it names stands for it.
SELECT
    row, key_text, '' AS measure, NULL AS rule,
    'state' AS amount_column, '1' AS amount,
    NULL AS constant_column, NULL AS constant,
    '#cell=' || line || ',' || list_position(string_split(printed_header, chr(31)), headers.header) AS locator,
    'Colombia' AS recipient_name, 1 AS occurrence, year,
    'CY' || year AS period,
    'event' AS stage,
    NULL AS account, NULL AS account_key, NULL AS agency,
    type AS category,
    NULL AS executor,
    department AS sector,
    concat_ws(', ', state, condition, gender, age, activity, municipality, department) AS label
FROM published
JOIN headers ON headers.name = 'state'
