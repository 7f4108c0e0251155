-- One row says what one operator released in one municipality in one month: square metres by the way they were released, and
-- devices destroyed by their class. The printed total of devices is no amount of its own; it verifies the classes.
-- A row with an area beyond the bounds of bounds.csv is read and not believed, its devices included.
WITH measures(amount_column, stage, unit, said) AS (
    VALUES
        ('cleared', 'cleared', 'm2', NULL),
        ('reduced', 'reduced', 'm2', NULL),
        ('cancelled', 'cancelled', 'm2', NULL),
        ('mines', 'cleared', 'items', 'MAP'),
        ('unexploded', 'cleared', 'items', 'MUSE'),
        ('improvised', 'cleared', 'items', 'AEI')
),
each AS (
    SELECT *
    FROM published UNPIVOT INCLUDE NULLS (
        amount FOR amount_column IN (
            COLUMNS(lambda c: c IN ('cleared', 'reduced', 'cancelled', 'mines', 'unexploded', 'improvised'))
        )
    )
),
doubted AS (
    SELECT
        *,
        CASE amount_column WHEN 'cleared' THEN most_cleared WHEN 'reduced' THEN most_reduced WHEN 'cancelled' THEN most_cancelled END
            AS most,
        CASE
            WHEN try_cast(amount AS DECIMAL(38, 2)) > try_cast(most AS DECIMAL(38, 2))
                THEN 'implausible: an area ' || amount_column || ' of ' || amount || ' square metres, where ' || most
                    || ' is the most there can be'
        END AS doubt
    FROM each
)
SELECT
    row, key_text, amount_column AS measure, NULL AS rule,
    max(doubt) OVER (PARTITION BY row) AS quarantine,
    amount_column, amount,
    NULL AS constant_column, NULL AS constant,
    '#cell=' || line || ',' || list_position(string_split(printed_header, chr(31)), headers.header) AS locator,
    'Colombia' AS recipient_name, 1 AS occurrence, year,
    'CY' || year AS period,
    measures.stage, measures.unit,
    NULL AS account, NULL AS account_key, NULL AS agency,
    kind AS category,
    operator AS executor,
    department AS sector,
    concat_ws(', ', municipality, department, year || '-' || lpad(month, 2, '0'), measures.said) AS label
FROM doubted
JOIN headers ON headers.name = amount_column
JOIN measures USING (amount_column)
