-- One row says one chief of mission: a dated stage for the appointment, the arrival, the credentials and the end, each where it
-- has a date. A person named and never sent, under other-nominees, is set aside.
WITH events AS (
    SELECT *, 'appointed' AS event, appointed AS date, appointed_note AS remark FROM published
    UNION ALL
    SELECT *, 'arrived', arrived, arrived_note FROM published
    UNION ALL
    SELECT *, 'started', started, started_note FROM published
    UNION ALL
    SELECT *, 'ended', ended, ended_note FROM published
)
SELECT
    row, key_text,
    CASE WHEN section = 'other-nominees' THEN 'nominee' END AS rule,
    'CHIEF_OF_MISSION' AS type,
    concat('Chief of mission in ', territory, ': ', person, ' (', role_en, ')') AS title_en,
    concat('Jefatura de misión en ', territory_es, ': ', person, ' (', role_es, ')') AS title_es,
    'United States' AS party_name, 'sender' AS party_role, territory_id AS partner_name, 'host' AS partner_role,
    event AS stage, date,
    person AS persons,
    concat_ws('. ', remark, note) AS note,
    'seen' AS evidence,
    concat('Office of the Historian, Principal Officers and Chiefs of Mission, record ', id) AS reference,
    concat(element, '/', event, '/date') AS locator
FROM events
WHERE coalesce(date, '') <> '' OR (event = 'appointed' AND coalesce(arrived, started, ended, '') = '')
