-- One row says one transaction. Where it has several recipients or sectors it becomes a statement for each part, by the rule
-- `split-by-percentage` (see `shares.py`): a part gets its weight of the value, rounded down to a cent, and the cents left over go to the
-- parts with the largest remainders, of equal ones to the first. So the parts add up to the value to the cent.
WITH told AS (
    SELECT
        *,
        CASE type
            WHEN '1' THEN 'Incoming Funds' WHEN '2' THEN 'Outgoing Commitment' WHEN '3' THEN 'Disbursement' WHEN '4' THEN 'Expenditure'
            WHEN '5' THEN 'Interest Payment' WHEN '6' THEN 'Loan Repayment' WHEN '7' THEN 'Reimbursement'
            WHEN '8' THEN 'Purchase of Equity' WHEN '9' THEN 'Sale of Equity' WHEN '10' THEN 'Credit Guarantee'
            WHEN '11' THEN 'Incoming Commitment' WHEN '12' THEN 'Outgoing Pledge' WHEN '13' THEN 'Incoming Pledge'
            ELSE type
        END AS stage,
        CASE
            WHEN type IN ('1', '9', '11', '13') THEN 'incoming'
            WHEN type IN ('5', '6') THEN 'repayment'
            WHEN type = '8' THEN 'equity'
            WHEN type = '10' THEN 'guarantee'
            WHEN type = '12' THEN 'pledge'
        END AS rule,
        upper(coalesce(currency, default_currency, '')) AS unit,
        CASE
            WHEN regexp_full_match(date, '[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?') THEN try_cast(left(date, 10) AS DATE)
        END AS day,
        CASE
            WHEN regexp_full_match(amount, '[+-]?([0-9]{1,15}(\.[0-9]*)?|\.[0-9]+)')
                THEN (round(try_cast(amount AS DECIMAL(38, 10)), 2) * 100)::BIGINT
        END AS cents
    FROM published
),
judged AS (
    SELECT
        * REPLACE (
            CASE
                WHEN rule IS NOT NULL THEN NULL
                WHEN cents IS NULL THEN 'value-not-a-decimal'
                WHEN day IS NULL OR year(day) NOT BETWEEN 1977 AND 2100 THEN 'date-not-a-day'
                WHEN NOT regexp_full_match(unit, '[A-Z]{3}') THEN 'currency-not-stated'
                ELSE quarantine
            END AS quarantine
        ),
        string_split(parts, chr(30)) AS listed
    FROM told
),
several AS (
    SELECT
        row, abs(cents)::HUGEINT AS cents, unnest(listed) AS part, generate_subscripts(listed, 1) AS position
    FROM judged WHERE len(listed) > 1 AND rule IS NULL AND quarantine IS NULL
),
weighed AS (
    SELECT
        row, position, cents,
        cents * weight // sum(weight) OVER whole AS base,
        cents * weight % sum(weight) OVER whole AS remainder
    FROM (SELECT *, split_part(part, chr(29), 4)::HUGEINT AS weight FROM several)
    WINDOW whole AS (PARTITION BY row)
),
parted AS (
    SELECT
        row, position,
        base + (row_number() OVER (PARTITION BY row ORDER BY remainder DESC, position) <= cents - sum(base) OVER (PARTITION BY row))::INT
            AS cents
    FROM weighed
),
each AS (
    SELECT judged.* EXCLUDE (cents), 1 AS position, cents FROM judged WHERE NOT (len(listed) > 1 AND rule IS NULL AND quarantine IS NULL)
    UNION ALL
    SELECT judged.* EXCLUDE (cents), parted.position, sign(judged.cents) * parted.cents FROM judged JOIN parted USING (row)
)
SELECT
    row, key_text, CASE WHEN len(listed) > 1 THEN array_to_string(string_split(listed[position], chr(29))[1:2], ' ') ELSE '' END AS measure,
    rule, quarantine,
    'amount' AS amount_column, (cents::DECIMAL(18, 0) * 0.01)::DECIMAL(18, 2)::VARCHAR AS amount,
    NULL AS constant_column, NULL AS constant,
    split_part(listed[position], chr(29), 1) AS recipient_name, 1 AS occurrence, year(day)::VARCHAR AS year,
    publisher AS provider_name,
    -- The money of the United States is counted in its fiscal years, as in every other source of it; all other in calendar years.
    CASE
        WHEN starts_with(publisher, 'US') OR publisher = 'XM-DAC-302' THEN concat('FY', year(day + INTERVAL 3 MONTH))
        ELSE concat('CY', year(day))
    END AS period,
    stage, unit,
    NULL AS account, NULL AS account_key, coalesce(provider, provider_ref, reporter) AS agency,
    nullif(split_part(listed[position], chr(29), 3), '') AS category,
    coalesce(receiver, receiver_ref, implementer) AS executor,
    nullif(split_part(listed[position], chr(29), 2), '') AS sector,
    concat(coalesce(title, ''), ' (', identifier, ', ', left(date, 10), ')') AS label,
    concat_ws(
        '|', nullif(flags, ''),
        CASE WHEN regexp_matches(split_part(listed[position], chr(29), 2), '^(152[0-9]{2}|15132|16063)( |$)') THEN 'security-related' END,
        CASE WHEN lower(secondary) IN ('1', 'true') THEN 'secondary-reporter' END
    ) AS flags,
    concat('#xpath=/iati-activities/iati-activity%5B', activity, '%5D/transaction%5B', transaction, '%5D/value') AS locator
FROM each
