-- Each printed total of a programme in a country against the rows above it. Totals are in whole dollars; the report on FY2010
-- prints cents in some rows, so sums are rounded. Numbers are read as statements.sql reads them; of those behind a text,
-- the sum with them counts where it does not exceed the total, else the sum without.
WITH placed AS (
    SELECT
        *,
        regexp_full_match(coalesce(course_title, ''), '(?:FY|Fiscal Year) [0-9]{4} Program Totals') AS is_total,
        coalesce(country = lag(country) OVER file AND lower(program) < lower(lag(program) OVER file), false) AS restart
    FROM published
    WHERE report_years >= '2008'
    WINDOW file AS (PARTITION BY source_file ORDER BY row)
),
read AS (
    SELECT
        row, source_file, country, program, is_total,
        sum(restart::INTEGER) OVER (PARTITION BY source_file, country ORDER BY row ROWS UNBOUNDED PRECEDING) AS occurrence,
        TRY_CAST(regexp_extract(quantity, '^([0-9]+)(?: (?:[^0-9 ].*|[0-9]{5}(?:-[0-9]{4})?))?$', 1) AS DECIMAL(18, 2)) AS students,
        TRY_CAST(replace(regexp_extract(total_cost, '^[$]?([0-9,.]+)(?: +[0-9]+/[0-9]+/[0-9]+)*$', 1), ',', '') AS DECIMAL(18, 2)) AS cost,
        CASE WHEN report_years = '2009-2010' AND quantity IS NULL
            THEN TRY_CAST(regexp_extract(course_title, '^.* ([0-9]+)$', 1) AS DECIMAL(18, 2)) END AS students_behind,
        CASE WHEN report_years = '2009-2010' AND total_cost IS NULL
            THEN TRY_CAST(regexp_extract(student_unit, '^(?:.* )?(0|[0-9]{3,})(?: +[0-9]+/[0-9]+/[0-9]+){0,2}$', 1) AS DECIMAL(18, 2)) END
            AS cost_behind,
        -- rows of which statements.sql makes no statement
        report_years = '2019-2020' AND country = 'Angola' AND occurrence = 0 AND page_number = '3' AND NOT is_total AS unread
    FROM placed
),
summed AS (
    SELECT
        country, program, occurrence, source_file,
        min(row) FILTER (is_total) AS place,
        sum(students) FILTER (is_total) AS students_printed,
        sum(students) FILTER (NOT is_total AND NOT unread) AS students_in_rows,
        sum(coalesce(students, students_behind)) FILTER (NOT is_total AND NOT unread) AS students_with_those_behind,
        round(sum(cost) FILTER (is_total)) AS cost_printed,
        round(sum(cost) FILTER (NOT is_total AND NOT unread)) AS cost_in_rows,
        round(sum(coalesce(cost, cost_behind)) FILTER (NOT is_total AND NOT unread)) AS cost_with_those_behind
    FROM read
    GROUP BY ALL
    HAVING place IS NOT NULL
)
SELECT
    kind AS "check",
    concat_ws(', ', country, program) AS what,
    place,
    if(kind = 'students', students_printed, cost_printed) AS printed,
    if(
        kind = 'students',
        if(students_with_those_behind <= students_printed, students_with_those_behind, coalesce(students_in_rows, 0)),
        if(cost_with_those_behind <= cost_printed, cost_with_those_behind, coalesce(cost_in_rows, 0))
    ) AS computed
FROM summed CROSS JOIN (VALUES ('students'), ('dollars')) AS kinds (kind)
