-- One row says one figure of one text. Who says it stands as the agency, the word it uses for the stage as the category.
SELECT
    row, key_text, '' AS measure, NULL AS rule,
    'amount' AS amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    provider AS provider_name,
    recipient AS recipient_name, 1 AS occurrence, NULL AS year,
    period,
    coalesce(stage, 'none named') AS stage,
    account, programme AS account_key, author AS agency, stage AS category,
    NULL AS executor, NULL AS sector, quote AS label,
    unit, measure_kind, flags, "at" AS locator
FROM published
