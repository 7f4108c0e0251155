-- One row says one country of one trip of a President or a Secretary of State; it took place on the days it says.
SELECT
    row, key_text,
    'VISIT' AS type,
    concat('Visit to ', country, ': ', name, CASE role WHEN 'president' THEN ' (President)' ELSE ' (Secretary of State)' END) AS title_en,
    concat('Visita a ', country_es, ': ', name, CASE role WHEN 'president' THEN ' (Presidencia)' ELSE ' (Secretaría de Estado)' END) AS title_es,
    'United States' AS party_name, 'visitor' AS party_role, country AS partner_name, 'host' AS partner_role,
    'took place' AS stage, start_date AS date, nullif(end_date, start_date) AS date_end,
    locale AS place, name AS persons, remarks AS purpose,
    'seen' AS evidence,
    concat(
        'Office of the Historian, Travels Abroad of the ',
        CASE role WHEN 'president' THEN 'President' ELSE 'Secretary of State' END, ', record ', id
    ) AS reference,
    concat(element, '/start-date') AS locator
FROM published
