-- The printed total against the sum of its two printed parts.
SELECT
    'total estimated value' AS "check",
    notice AS what,
    max(locator) FILTER (measure = 'total') AS place,
    max(try_cast(amount AS DECIMAL(38, 4))) FILTER (measure = 'total') AS printed,
    sum(try_cast(amount AS DECIMAL(38, 4))) FILTER (measure IN ('equipment', 'other')) AS computed
FROM published
GROUP BY notice
HAVING count(*) FILTER (measure IN ('equipment', 'other')) = 2
