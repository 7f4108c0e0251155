-- The volume is the number times the volume of one, which is printed rounded to two decimals: so far the product may be off;
-- and what is less than half a million is printed as 0.
-- A record broken over several lines has been put together; each of them is told here.
WITH multiplied AS (
    SELECT
        concat_ws(', ', recipient, supplier, delivery_year, designation) AS what, at_tiv_delivered AS place, repaired,
        try_cast(tiv_delivered AS DECIMAL(18, 4)) AS printed, try_cast(number_delivered AS DECIMAL(18, 4)) AS number,
        (try_cast(number_delivered AS DECIMAL(18, 4)) * try_cast(tiv_of_one AS DECIMAL(18, 4)))::DECIMAL(18, 4) AS product
    FROM published
)
SELECT
    'tiv_of_deliveries' AS "check", what, place, printed,
    CASE
        WHEN abs(product - printed) <= number * 0.005 + 0.005 OR (printed = 0 AND product < 0.5) THEN printed
        ELSE product
    END AS computed
FROM multiplied
WHERE product IS NOT NULL AND printed IS NOT NULL
UNION ALL
SELECT 'lines_of_a_record', what, place, 1, CASE WHEN repaired IS NULL THEN 1 ELSE 2 END
FROM multiplied
