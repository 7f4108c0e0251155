-- One row says one request for articles: how many were requested, allocated, accepted, rejected and delivered, each a statement
-- of its own at its own stage, and what they were worth when they were bought and are worth now, both at the stage of the
-- row's status.
WITH told AS (
    SELECT
        *,
        if(authority = 'Grant Authority', 'FAA §516 (22 USC 2321j)', if(authority = 'FMS Sales', 'AECA §21 (22 USC 2761)', NULL))
            AS statute,
        status <> 'EDA Delivered' AND TRY_CAST(delivered AS BIGINT) > 0 AS status_lags
    FROM published
)
SELECT
    row, key_text, amount_column AS measure, NULL AS rule,
    amount_column,
    if(unit = 'items' AND amount = 'N/A', NULL, amount) AS amount,
    NULL AS constant_column, NULL AS constant,
    country AS recipient_name, 1 AS occurrence, fiscal_year AS year,
    fiscal_year AS period,
    coalesce(step, status) AS stage,
    unit,
    authority AS account, authority AS account_key, agency, authority AS category,
    NULL AS executor, status AS sector, item AS label,
    statute AS authority,
    if(unit <> 'items' AND status_lags, 'status-lags', NULL) AS flags,
    'status of ' || coalesce(strftime(try_strptime(status_date, '%m/%d/%y'), '%Y-%m-%d'), status_date) AS details
FROM told CROSS JOIN LATERAL (
    VALUES
        ('requested', requested, 'Qty Requested', 'items'),
        ('allocated', allocated, 'Qty Allocated', 'items'),
        ('accepted', accepted, 'Qty Accepted', 'items'),
        ('rejected', rejected, 'Qty Rejected', 'items'),
        ('delivered', delivered, 'Total Delivered Qty', 'items'),
        ('acquisition_value', acquisition_value, NULL, 'USD-acquisition'),
        ('current_value', current_value, NULL, 'USD')
) AS cells (amount_column, amount, step, unit)
