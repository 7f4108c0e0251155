-- One row says one visit of a foreign leader to the United States.
SELECT
    row, key_text,
    'VISIT' AS type,
    concat('Visit to the United States: ', visitor, ' (', country, ')') AS title_en,
    concat('Visita a Estados Unidos: ', visitor, ' (', country_es, ')') AS title_es,
    country AS party_name, 'visitor' AS party_role, 'United States' AS partner_name, 'host' AS partner_role,
    'took place' AS stage, start_date AS date, nullif(end_date, start_date) AS date_end,
    visitor AS persons, description AS purpose,
    'seen' AS evidence,
    concat('Office of the Historian, Visits by Foreign Leaders, record ', id) AS reference,
    concat(element, '/start-date') AS locator
FROM published
