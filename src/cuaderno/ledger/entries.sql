-- What a source says, in the ledger's own words. `subjects_said` and `amounts_said` are the source's statement, about what rows
-- share and about each row; the published names of places, accounts, stages and periods become codes by the tables of the
-- source's folder, and amounts become exact decimals. Texts stand once, in `subjects` and `phases`; `facts` is numbers only.

-- Who, to whom, for what.
CREATE TEMP TABLE subjects AS
SELECT
    subject_of(said.shared, said.row)::UINTEGER AS subject,
    said.shared,
    said.row AS first_row,
    xor(key_of(concat_ws(chr(31), key_prefix(names.code), said.key_text, '')), measure_bits(said.measure)) AS key,
    concat_ws(chr(31), names.code, said.key_text, said.measure) AS key_columns,
    coalesce(said.rule, names.rule) AS rule,
    said.quarantine::VARCHAR AS quarantine,
    said.provider_name::VARCHAR AS provider_name,
    providers.code AS provider,
    names.code AS recipient,
    said.recipient_name::VARCHAR AS recipient_name,
    coalesce(accounts.programme, '') AS programme,
    said.account::VARCHAR AS account,
    accounts.main_account::VARCHAR AS main_account,
    said.agency::VARCHAR AS agency,
    said.category::VARCHAR AS category,
    said.executor::VARCHAR AS executor,
    said.sector::VARCHAR AS sector,
    said.label::VARCHAR AS label,
    said.unit::VARCHAR AS unit,
    said.measure_kind::VARCHAR AS measure_kind,
    said.funded_by::VARCHAR AS funded_by,
    said.executed_through::VARCHAR AS executed_through,
    said.authority::VARCHAR AS authority,
    said.flags::VARCHAR AS flags,
    said.details::VARCHAR AS details,
    said.locator::VARCHAR AS locator,
    said.locator_constant::VARCHAR AS locator_constant
FROM subjects_said AS said
LEFT JOIN names
    ON names.published = said.recipient_name AND name_applies(names.years, names.occurrence, said.year, said.occurrence)
LEFT JOIN providers
    ON providers.published = said.provider_name AND name_applies(providers.years, providers.occurrence, said.year, 1)
LEFT JOIN accounts ON accounts.published = said.account_key;

-- At which stage, when, and what else of the key is not shared.
CREATE TEMP TABLE phases AS
SELECT
    row_number() OVER (ORDER BY said.stage, said.period, said.key_text)::UINTEGER AS phase,
    said.stage AS stage_published,
    said.period AS period_published,
    said.key_text,
    CASE WHEN said.key_text = '' THEN 0 ELSE key_of(said.key_text) END AS key,
    stages.code AS stage,
    periods.code AS period
FROM (SELECT DISTINCT stage, period, key_text FROM amounts_said) AS said
LEFT JOIN stages ON stages.published = said.stage
LEFT JOIN periods ON periods.published = said.period;

-- One row is one entry: an amount in current prices and, where the publisher prints it, in constant ones.
CREATE TEMP TABLE facts AS
WITH read AS (
    SELECT
        *,
        amount_of(amount, unit) AS current_read,
        amount_of(constant, unit) AS constant_read,
        CASE WHEN is_nil(amount) THEN 'zero_reported' WHEN amount IS NULL THEN 'not_reported' END AS blank
    FROM amounts_said
)
SELECT
    subjects.subject,
    phases.phase,
    xor(subjects.key, phases.key) AS key,
    read.row,
    position_of(read.amount_column)::UTINYINT AS col,
    position_of(read.constant_column)::UTINYINT AS col_constant,
    read.current_read AS current,
    read.constant_read AS constant,
    read.blank,
    (read.current_read IS NULL AND read.blank IS NULL) OR (read.constant_read IS NULL AND read.constant IS NOT NULL)
        AS unreadable,
    subjects.rule IS NULL AND subjects.quarantine IS NULL AS kept
FROM read
JOIN subjects ON subjects.shared = read.shared
JOIN phases
    ON phases.stage_published IS NOT DISTINCT FROM read.stage
    AND phases.period_published IS NOT DISTINCT FROM read.period
    AND phases.key_text = read.key_text;
