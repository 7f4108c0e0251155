-- One record says what was delivered of one deal in one year: how many, and what volume (TIV) that is.
WITH amounts AS (
    SELECT
        *,
        unnest([
            {
                'unit': 'items', 'amount_column': 'number_delivered', 'amount': number_delivered, 'locator': at_number_delivered
            },
            {'unit': 'TIV', 'amount_column': 'tiv_delivered', 'amount': tiv_delivered, 'locator': at_tiv_delivered}
        ], recursive := true)
    FROM published
)
SELECT
    row, key_text, concat('delivered ', unit) AS measure, NULL AS rule,
    amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    supplier AS provider_name, recipient AS recipient_name, 1 AS occurrence, delivery_year AS year,
    delivery_year AS period, 'delivered' AS stage, unit, locator,
    NULL AS account, NULL AS account_key, NULL AS agency, status AS category,
    NULL AS executor, armament AS sector,
    concat_ws(', ', designation, nullif(description, designation)) AS label,
    concat_ws('|',
        CASE WHEN delivery_year_estimated = 'Yes' THEN 'uncertain-year' END,
        CASE WHEN number_delivered_estimated = 'Yes' THEN 'uncertain-number' END,
        CASE WHEN local_production = 'Yes' THEN 'licensed-production' END,
        CASE WHEN unit = 'TIV' AND amount = '0' AND number_delivered <> '0' THEN 'below-half-a-million-tiv' END,
        repaired, selection
    ) AS flags
FROM amounts
