-- The printed totals of a year against its categories, agreements among them.
SELECT
    kind AS "check",
    concat_ws(', ', country, 'FY' || fiscal_year) AS what,
    min(row) FILTER (is_total) AS place,
    sum(figure) FILTER (is_total) AS printed,
    sum(figure) FILTER (NOT is_total) AS computed
FROM (
    SELECT
        row, fiscal_year, country, trim(category) = 'Total' AS is_total, kind,
        replace(trim(if(kind = 'quantity', quantity, authorised)), ',', '')::DECIMAL(18, 2) AS figure
    FROM published CROSS JOIN (VALUES ('quantity'), ('authorised')) AS kinds (kind)
    WHERE country IS NOT NULL
)
GROUP BY ALL
HAVING printed IS NOT NULL AND computed IS NOT NULL
