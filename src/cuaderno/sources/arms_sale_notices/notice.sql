-- What the text of one notice says: its ceilings in dollars, and its articles in pieces. A notice is the most that may be sold;
-- nothing here is a sale.
SELECT
    row, key_text, measure, NULL AS rule,
    doubt AS quarantine,
    'amount' AS amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    locator,
    buyer AS recipient_name, 1 AS occurrence, left(coalesce(day, ''), 4) AS year,
    coalesce(day, 'CY' || CASE WHEN left(transmittal, 2) >= '70' THEN '19' ELSE '20' END || left(transmittal, 2)) AS period,
    'notice' AS stage, unit,
    transmittal AS account, '36(b)(1)' AS account_key, NULL AS agency, NULL AS category,
    contractors AS executor, NULL AS sector,
    label, flags
FROM published
