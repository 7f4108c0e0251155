-- One row of the hand-kept table says one dated stage of one relation; the reference is where it was read, and on which day.
SELECT
    row, key_text, NULL AS rule,
    type, title_en, title_es,
    party AS party_name, party_role, partner AS partner_name, partner_role,
    instrument, stage, date, date_end, view AS view_name,
    place, persons, purpose,
    evidence,
    concat(reference, CASE WHEN coalesce(seen_on, '') <> '' THEN concat('; seen ', seen_on) END) AS reference,
    note_en AS note, note_es
FROM published
