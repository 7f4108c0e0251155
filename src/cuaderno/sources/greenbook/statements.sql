-- One row of the workbook says one obligation, in current and in constant dollars.
SELECT
    row, key_text, '' AS measure, NULL AS rule,
    'amount' AS amount_column, amount,
    'amount_constant' AS constant_column, amount_constant AS constant,
    country AS recipient_name, 1 AS occurrence, fiscal_year AS year,
    fiscal_year AS period,
    'Obligations' AS stage,
    account, account AS account_key, agency, category,
    NULL AS executor, NULL AS sector, account AS label
FROM published
