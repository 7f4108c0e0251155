-- One row says one amount of one transaction type for one recipient and fiscal year, programmes not told apart.
SELECT
    row, key_text, '' AS measure, NULL AS rule,
    'amount' AS amount_column, amount,
    'amount_constant' AS constant_column, amount_constant AS constant,
    country_name AS recipient_name, 1 AS occurrence, fiscal_year AS year,
    fiscal_year AS period,
    stage,
    NULL AS account, NULL AS account_key, NULL AS agency, NULL AS category,
    NULL AS executor, NULL AS sector, country_name AS label
FROM published
