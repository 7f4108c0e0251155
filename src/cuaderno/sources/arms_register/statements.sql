-- One record says one order, and up to four amounts of it: how many were ordered and delivered, and what volume (TIV) that is.
-- A record without a year of delivery prints 0 delivered: nothing has come yet, which is no delivery of any year. Where no
-- number was ordered, the TIV printed for the order is 0 and stands for what is not known.
-- Deliveries over several years are printed as one number: its period reaches from the first of these years to the last.
WITH read AS (
    SELECT
        *,
        regexp_full_match(delivery_years, '\d{4}([;,] *\d{4})*') AS dated,
        regexp_extract_all(coalesce(delivery_years, ''), '\d{4}') AS years,
        concat_ws(', ', designation, nullif(description, designation)) AS weapon,
        concat_ws('|',
            CASE
                WHEN regexp_matches(comments, '(possibly|probably) (assembled or )?produced under licen[cs]e', 'i')
                    THEN 'possibly-licensed-production'
                WHEN regexp_matches(comments, 'produc(ed|tion) under licen[cs]e', 'i') THEN 'licensed-production'
            END,
            CASE WHEN regexp_matches(comments, '\baid\b', 'i') THEN 'aid' END,
            repaired, selection
        ) AS of_record
    FROM published
),
told AS (
    SELECT
        *,
        CASE
            WHEN delivery_years IS NULL THEN order_year
            WHEN NOT dated THEN delivery_years
            WHEN len(years) = 1 THEN years[1]
            ELSE concat(list_min(years), '-01-01/', list_max(years), '-12-31')
        END AS delivered_in,
        CASE WHEN len(years) > 1 THEN concat(weapon, ' (', delivery_years, ')') ELSE weapon END AS delivered_weapon,
        delivery_years IS NULL AND number_delivered = '0' AS nothing_yet
    FROM read
),
amounts AS (
    SELECT
        told.*,
        unnest([
            {
                'stage': 'ordered', 'unit': 'items', 'amount_column': 'number_ordered', 'amount': number_ordered,
                'locator': at_number_ordered, 'period': order_year, 'label': weapon, 'small': false
            },
            {
                'stage': 'ordered', 'unit': 'TIV', 'amount_column': 'tiv_ordered',
                'amount': CASE WHEN number_ordered IS NOT NULL THEN tiv_ordered END,
                'locator': at_tiv_ordered, 'period': order_year, 'label': weapon, 'small': tiv_ordered = '0'
            },
            {
                'stage': 'delivered', 'unit': 'items', 'amount_column': 'number_delivered',
                'amount': CASE WHEN NOT nothing_yet THEN number_delivered END,
                'locator': at_number_delivered, 'period': delivered_in, 'label': delivered_weapon, 'small': false
            },
            {
                'stage': 'delivered', 'unit': 'TIV', 'amount_column': 'tiv_delivered',
                'amount': CASE WHEN NOT nothing_yet THEN tiv_delivered END,
                'locator': at_tiv_delivered, 'period': delivered_in, 'label': delivered_weapon, 'small': tiv_delivered = '0'
            }
        ], recursive := true)
    FROM told
)
SELECT
    row, key_text, concat(stage, ' ', unit) AS measure, NULL AS rule,
    amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    supplier AS provider_name, recipient AS recipient_name, 1 AS occurrence, order_year AS year,
    period, stage, unit, locator,
    NULL AS account, NULL AS account_key, NULL AS agency, status AS category,
    NULL AS executor, NULL AS sector, label,
    concat_ws('|',
        CASE WHEN stage = 'ordered' AND order_year_doubted = '?' THEN 'uncertain-year' END,
        CASE WHEN stage = 'ordered' AND number_ordered_doubted = '?' THEN 'uncertain-number' END,
        CASE WHEN stage = 'delivered' AND number_delivered_doubted = '?' THEN 'uncertain-number' END,
        CASE WHEN small AND amount IS NOT NULL THEN 'below-half-a-million-tiv' END,
        nullif(of_record, '')
    ) AS flags
FROM amounts
