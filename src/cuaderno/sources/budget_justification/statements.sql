-- One row says one recipient; each account column of it is an amount of its own. The tables of FY2016 and FY2017 are
-- requests; those before are allocations, estimate or actual not said.
-- The columns of totals are no accounts: they serve to tell a row with money from a row without.
-- A row with a name and no cell is the first half of a name; the next row that is not wholly blank carries the money and
-- the rest of the name. A name printed twice in one year is told apart by its occurrence.
WITH filled AS (
    SELECT *, coalesce(*COLUMNS(* EXCLUDE (row, key_text, country, fiscal_year))) AS any_cell FROM published
),
told AS (
    SELECT
        * EXCLUDE (any_cell),
        trim(regexp_replace(coalesce(country, ''), '\s+', ' ', 'g')) AS name,
        CASE
            WHEN coalesce(country, '') LIKE 'http%' THEN 'address_footer'
            WHEN any_cell IS NULL
                THEN CASE WHEN trim(coalesce(country, '')) = '' THEN 'blank_row' ELSE 'first_half_of_a_name' END
        END AS shape
    FROM filled
),
joined AS (
    SELECT row, trim(CASE WHEN lag(shape) OVER before IS NOT NULL THEN lag(name) OVER before || ' ' ELSE '' END || name) AS name
    FROM told
    WHERE shape IS NULL OR shape = 'first_half_of_a_name'
    WINDOW before AS (ORDER BY row)
),
named AS (
    SELECT
        told.* EXCLUDE (name, country, key_text),
        joined.name AS recipient_name,
        row_number() OVER (PARTITION BY joined.name, shape ORDER BY told.row) AS occurrence
    FROM told LEFT JOIN joined USING (row)
)
SELECT
    row,
    concat_ws(chr(31), fiscal_year, recipient_name) AS key_text,
    account_column AS measure,
    shape AS rule,
    account_column AS amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    recipient_name, occurrence, fiscal_year AS year,
    fiscal_year AS period,
    CASE WHEN fiscal_year IN ('2016', '2017') THEN 'request' ELSE 'allocation' END AS stage,
    headers.header AS account, headers.header AS account_key, NULL AS agency, NULL AS category,
    NULL AS executor, NULL AS sector, recipient_name AS label
FROM named UNPIVOT INCLUDE NULLS (
    amount FOR account_column IN (COLUMNS(lambda c: c NOT IN ('row', 'shape', 'recipient_name', 'occurrence', 'fiscal_year') AND NOT starts_with(c, 'total')))
)
JOIN headers ON headers.name = account_column
