-- One row says what one country spent in one year: in dollars, current and constant, or as a share of its product.
-- What a country spends on its own forces it provides to itself. A heading of a region has no year and no figure; "xxx" says that
-- the country did not exist, and dots that nothing is known.
WITH told AS (
    SELECT
        * EXCLUDE (amount, constant),
        amount = 'xxx' AND coalesce(constant, 'xxx') = 'xxx' AS no_such_country,
        CASE WHEN NOT regexp_full_match(amount, 'xxx|[. …]+') THEN amount END AS amount,
        CASE WHEN NOT regexp_full_match(constant, 'xxx|[. …]+') THEN constant END AS constant,
        concat_ws('|',
            CASE WHEN 'estimate' IN (mark, mark_constant) THEN 'estimate' END,
            CASE WHEN 'highly-uncertain' IN (mark, mark_constant) THEN 'highly-uncertain' END,
            CASE WHEN contains(notes, '†') THEN 'without-military-pensions' END,
            CASE WHEN contains(notes, '‡') THEN 'current-spending-only' END,
            CASE WHEN contains(notes, '§') THEN 'adopted-budget' END,
            CASE WHEN contains(notes, '¶') THEN 'without-paramilitary-forces' END
        ) AS marks
    FROM published
)
SELECT
    row, key_text, '' AS measure,
    CASE WHEN year IS NULL THEN 'region_heading' WHEN no_such_country THEN 'country_did_not_exist' END AS rule,
    'amount' AS amount_column, amount,
    'constant' AS constant_column, constant,
    country AS provider_name, country AS recipient_name, 1 AS occurrence, year,
    year AS period, 'spent' AS stage,
    CASE sheet WHEN 'Share of GDP' THEN 'percent-of-GDP' ELSE 'USD' END AS unit,
    "at" AS locator, at_constant AS locator_constant,
    NULL AS account, NULL AS account_key, NULL AS agency, NULL AS category,
    NULL AS executor, NULL AS sector,
    CASE sheet WHEN 'Share of GDP' THEN 'Military expenditure, share of GDP' ELSE 'Military expenditure' END AS label,
    nullif(marks, '') AS flags
FROM told
