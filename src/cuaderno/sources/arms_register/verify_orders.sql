-- The volume is the number times the volume of one, which is printed rounded to two decimals: so far the product may be off;
-- and what is less than half a million is printed as 0.
-- A record broken over several lines has been put together; each of them is told here.
WITH said AS (
    SELECT
        concat_ws(', ', recipient, supplier, order_year, designation) AS what,
        coalesce(at_tiv_delivered, at_tiv_ordered) AS of_record, repaired,
        try_cast(tiv_of_one AS DECIMAL(18, 4)) AS one,
        unnest([
            {'check': 'tiv_of_order', 'number': number_ordered, 'printed': tiv_ordered, 'place': at_tiv_ordered},
            {'check': 'tiv_of_deliveries', 'number': number_delivered, 'printed': tiv_delivered, 'place': at_tiv_delivered}
        ], recursive := true)
    FROM published
),
multiplied AS (
    SELECT
        "check", what, place, try_cast(printed AS DECIMAL(18, 4)) AS printed, try_cast(number AS DECIMAL(18, 4)) AS number,
        (try_cast(number AS DECIMAL(18, 4)) * one)::DECIMAL(18, 4) AS product
    FROM said
)
SELECT
    "check", what, place, printed,
    CASE
        WHEN abs(product - printed) <= number * 0.005 + 0.005 OR (printed = 0 AND product < 0.5) THEN printed
        ELSE product
    END AS computed
FROM multiplied
WHERE product IS NOT NULL AND printed IS NOT NULL
UNION ALL
SELECT 'lines_of_a_record', what, of_record, 1, CASE WHEN repaired IS NULL THEN 1 ELSE 2 END
FROM said WHERE "check" = 'tiv_of_order'
