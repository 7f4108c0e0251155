-- One row says one transaction of one activity; what the transactions of an activity have in common is shared.
-- The account is joined on its four-digit main account: the agency's prefix before the "x" differs between publishers and
-- is kept as published.
SELECT
    row, shared, key_text, '' AS measure, NULL AS rule,
    'amount' AS amount_column, amount,
    'amount_constant' AS constant_column, amount_constant AS constant,
    country_name AS recipient_name, 1 AS occurrence, fiscal_year AS year,
    fiscal_year AS period,
    stage,
    account_id || ' ' || account AS account, right(account_id, 4) AS account_key, agency, category,
    partner AS executor, purpose AS sector, activity AS label
FROM published
