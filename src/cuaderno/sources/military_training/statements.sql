-- One row says one course given to one group of students: how many training places, and what the training was worth. Each is
-- a statement of its own. Rows that the converter broke, left without a heading or made of a total are told apart first.
--
-- From the report on FY2008 a country's programmes stand in the order of the alphabet, each under its total: where they begin
-- anew under one country, the heading of the next country was lost. names.csv says which country it is.
WITH restarts AS (
    SELECT source_file, country, list(row) AS restart_rows
    FROM (
        SELECT
            row, source_file, country,
            country = lag(country) OVER file AND lower(program) < lower(lag(program) OVER file) AS restart
        FROM published
        WHERE report_years >= '2008'
        WINDOW file AS (PARTITION BY source_file ORDER BY row)
    )
    WHERE restart
    GROUP BY ALL
),
-- The report on FY2009 was cut into columns askew: a number may stand behind another cell's text. It is believed where the sum
-- with it does not exceed the printed total of its programme: it is a part of the total, and where the conversion lost no
-- number the two are equal.
askew AS (
    SELECT
        row, country, program,
        course_title = 'FY 2009 Program Totals' AS is_total,
        TRY_CAST(regexp_extract(quantity, '^([0-9]+)(?: .*)?$', 1) AS BIGINT) AS students,
        TRY_CAST(replace(regexp_extract(total_cost, '^[$]?([0-9,.]+)(?: .*)?$', 1), ',', '') AS DECIMAL(18, 2)) AS cost,
        if(quantity IS NULL, nullif(regexp_extract(course_title, '^.* ([0-9]+)$', 1), ''), NULL) AS students_behind,
        if(
            total_cost IS NULL,
            nullif(regexp_extract(student_unit, '^(?:.* )?(0|[0-9]{3,})(?: +[0-9]+/[0-9]+/[0-9]+){0,2}$', 1), ''),
            NULL
        ) AS cost_behind
    FROM published
    WHERE report_years = '2009-2010'
),
believed AS (
    SELECT
        country, program,
        sum(coalesce(students, students_behind::BIGINT)) FILTER (NOT is_total) <= sum(students) FILTER (is_total) AS students_fit,
        sum(coalesce(cost, cost_behind::DECIMAL(18, 2))) FILTER (NOT is_total) <= sum(cost) FILTER (is_total) AS cost_fits
    FROM askew
    GROUP BY ALL
),
elsewhere AS (
    SELECT
        row, if(students_fit, students_behind, NULL) AS students_elsewhere, if(cost_fits, cost_behind, NULL) AS cost_elsewhere
    FROM askew JOIN believed USING (country, program)
    WHERE students_behind IS NOT NULL OR cost_behind IS NOT NULL
),
found AS (
    SELECT
        * EXCLUDE (restart_rows),
        1 + coalesce(len(list_filter(restart_rows, lambda first: first <= row)), 0) AS occurrence,
        -- "…, FY 99", "…,FY03", "… - FY 2009 DoD Training", "… - Fiscal Year 2015 Department of State Training"
        regexp_extract(program, '(?:FY|Fiscal Year) *((?:19|20)?[0-9]{2})(?:[^0-9]|$)', 1) AS printed_year,
        nullif(regexp_extract(quantity, '^([0-9]+) (?:[^0-9 ].*|[0-9]{5}(?:-[0-9]{4})?)$', 1), '') AS students_before,
        nullif(regexp_extract(total_cost, '^([$]?[0-9,.]+) +[0-9]+/[0-9]+/[0-9]+(?: +[0-9]+/[0-9]+/[0-9]+)?$', 1), '') AS cost_before
    FROM published LEFT JOIN restarts USING (source_file, country) LEFT JOIN elsewhere USING (row)
),
told AS (
    SELECT
        *,
        CASE length(printed_year) WHEN 4 THEN printed_year WHEN 2 THEN if(printed_year > '90', '19', '20') || printed_year END AS year,
        trim(regexp_replace(regexp_replace(regexp_replace(
            program, ',? *FY *[0-9 ]*(?:FY [0-9]+ *)?$| - (?:FY|Fiscal Year) [0-9]{4} .*$', ''
        ), '^.* Region, .*,  |^Republic Of, ', ''), '\s+', ' ', 'g')) AS named,
        CASE
            WHEN regexp_full_match(course_title, '(?:FY|Fiscal Year) [0-9]{4} Program Totals') THEN 'program_total'
            WHEN program LIKE 'No activities reported for %' THEN 'no_activities'
            WHEN coalesce(quantity, total_cost, start_date, end_date) IS NULL THEN 'rest_of_a_row'
        END AS rule,
        CASE
            WHEN report_years = '2019-2020' AND country = 'Angola' AND occurrence = 1 AND page_number = '3'
                THEN 'headings_on_a_lost_page'
            WHEN quantity = 'N/A' THEN 'half_of_a_broken_row'
            WHEN regexp_full_match(quantity, '[0-9]+ [0-9]{1,4}') OR total_cost LIKE 'ST-%' THEN 'two_rows_in_one'
        END AS quarantine
    FROM found
)
SELECT
    row, key_text, measure, rule, quarantine,
    CASE
        WHEN measure = 'students' THEN if(students_elsewhere IS NULL, 'quantity', 'course_title')
        ELSE if(cost_elsewhere IS NULL, 'total_cost', 'student_unit')
    END AS amount_column,
    if(
        measure = 'students', coalesce(students_before, students_elsewhere, quantity), coalesce(cost_before, cost_elsewhere, total_cost)
    ) AS amount,
    NULL AS constant_column, NULL AS constant,
    country AS recipient_name, occurrence, year,
    coalesce(year, program) AS period,
    -- 22 USC 2416: a report tells the training provided in the year before and the training proposed for its own.
    CASE year
        WHEN split_part(report_years, '-', 1) THEN 'provided'
        WHEN split_part(report_years, '-', 2) THEN 'proposed'
        ELSE report_years
    END AS stage,
    if(measure = 'students', 'sessions', 'USD') AS unit,
    if(
        if(measure = 'students', coalesce(students_before, students_elsewhere), coalesce(cost_before, cost_elsewhere)) IS NULL,
        NULL, 'number-within-text'
    ) AS flags,
    named AS account, named AS account_key,
    nullif(regexp_extract(program, ' - (?:FY|Fiscal Year) [0-9]{4} (.*) Training$', 1), '') AS agency,
    location AS category, us_unit AS executor, student_unit AS sector, course_title AS label,
    nullif(concat_ws(
        ', ',
        nullif(concat_ws(
            '/',
            coalesce(strftime(try_strptime(start_date, ['%m/%d/%y', '%m/%d/%Y']), '%Y-%m-%d'), start_date),
            coalesce(strftime(try_strptime(end_date, ['%m/%d/%y', '%m/%d/%Y']), '%Y-%m-%d'), end_date)
        ), ''),
        'p. ' || page_number
    ), '') AS details
FROM told CROSS JOIN (VALUES ('students'), ('cost')) AS measures (measure)
WHERE measure = 'students' OR rule IS NULL
