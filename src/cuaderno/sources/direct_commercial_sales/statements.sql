-- One row says one category of the U.S. Munitions List in one year: how many articles and what value was authorised. What was
-- shipped, and the services authorised apart, are printed for all categories together, in the row "Total" alone; so is
-- everything before FY2007. The total's own sums of the categories are no statements: verify.sql holds them against the rows.
WITH told AS (
    SELECT
        *,
        trim(category) AS printed,
        trim(category) = 'Total' AS is_total,
        bool_or(trim(category) <> 'Total') OVER (PARTITION BY fiscal_year, country) AS has_categories
    FROM published
),
cells AS (
    SELECT told.*, amount_column, trim(amount) AS amount, step, unit
    FROM told CROSS JOIN LATERAL (
        VALUES
            ('quantity', quantity, 'Quantity', 'items'),
            ('authorised', authorised, if(printed = 'Agreements', 'Agreements', 'Authorized Value'), 'USD'),
            ('shipped', shipped, 'Shipped Value', 'USD'),
            ('services', services, 'Services Authorized', 'USD')
    ) AS cells (amount_column, amount, step, unit)
),
kept AS (
    SELECT
        *,
        country IS NOT NULL AND (
            NOT is_total AND amount_column IN ('quantity', 'authorised') AND (printed <> 'Agreements' OR amount_column = 'authorised')
            OR is_total AND amount IS NOT NULL AND (amount_column IN ('shipped', 'services') OR NOT has_categories)
        ) AS says
    FROM cells
),
named AS (SELECT *, bool_or(says) OVER (PARTITION BY row) AS row_says FROM kept)
SELECT
    row, key_text, amount_column AS measure,
    CASE
        WHEN row_says THEN NULL
        WHEN is_total THEN 'total'
        WHEN coalesce(quantity, authorised, shipped, services) IS NULL THEN 'blank_row'
        ELSE 'note_of_a_reader'
    END AS rule,
    amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    country AS recipient_name, 1 AS occurrence, fiscal_year AS year,
    fiscal_year AS period,
    step AS stage,
    unit,
    'Direct Commercial Sales' AS account, 'Direct Commercial Sales' AS account_key, NULL AS agency, printed AS category,
    NULL AS executor, NULL AS sector,
    CASE WHEN is_total THEN step || ', all categories' WHEN printed = 'Agreements' THEN printed ELSE 'USML ' || printed END AS label,
    CASE
        WHEN amount_column = 'shipped' AND fiscal_year = '2008' THEN 'doubtful'
        WHEN is_total AND NOT has_categories THEN 'composition-unstated'
    END AS flags
FROM named
WHERE says OR NOT row_says AND amount_column = 'authorised'
