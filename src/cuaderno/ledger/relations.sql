-- What a source says of relations, in the ledger's own words: one row is one dated stage. `relations_said` is the source's statement;
-- published names become codes by names.csv, published words for stages by the card.
CREATE TEMP TABLE staged AS
SELECT
    said.row::UINTEGER AS row,
    (md5_number_lower(concat_ws(chr(31), getvariable('source'), getvariable('series'), said.key_text)) // 2) * 2 AS key,
    said.key_text,
    coalesce(said.rule, partied.rule, partnered.rule) AS rule,
    said.quarantine,
    said.type,
    said.title_en,
    coalesce(nullif(said.title_es, ''), said.title_en) AS title_es,
    partied.code AS party,
    said.party_name,
    coalesce(said.party_role, '') AS party_role,
    partnered.code AS partner,
    nullif(said.partner_name, '') AS partner_name,
    coalesce(said.partner_role, '') AS partner_role,
    stages.code AS stage,
    said.stage AS stage_published,
    coalesce(said.date, '') AS date,
    coalesce(said.date_end, '') AS date_end,
    CASE WHEN coalesce(said.view_name, '') = '' THEN '' ELSE viewed.code END AS view,
    nullif(said.view_name, '') AS view_name,
    coalesce(said.instrument, '') AS instrument,
    coalesce(said.place, '') AS place,
    coalesce(said.persons, '') AS persons,
    coalesce(said.purpose, '') AS purpose,
    coalesce(said.reference, '') AS reference,
    said.evidence,
    coalesce(said.note, '') AS note,
    coalesce(said.note_es, '') AS note_es,
    coalesce(said.locator, concat('#row=', said.row)) AS locator
FROM relations_said AS said
LEFT JOIN names AS partied ON partied.published = said.party_name
LEFT JOIN names AS partnered ON partnered.published = said.partner_name
LEFT JOIN names AS viewed ON viewed.published = said.view_name
LEFT JOIN stages ON stages.published = said.stage;
