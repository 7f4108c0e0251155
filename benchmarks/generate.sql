-- The rows of the generated file. Variables: seed, rows. Tables laid down by generate.py: recipient, recipient_slot,
-- agency_slot, agency, bureau, account, purpose, us_sector, partner_category, aid_type, word, ending.

-- One draw between 0 and 1 for a thing and a purpose (`salt` < 64); a plain hash, so every thread draws the same.
create macro draw(thing, salt) as
  (hash(thing * 64 + salt + getvariable('seed') * 1000003) >> 33)::bigint / 2147483648.0;

-- A few words for a thing: common words often, the last words of the list seldom.
create macro words_of(thing, salt, number) as
  list_transform(range(number::bigint), lambda k:
    getvariable('words')[1 + floor(pow(draw(thing * 97 + k, salt), 2) * len(getvariable('words')))::bigint]);

create macro titled(phrase) as upper(phrase[1]) || phrase[2:];

create macro us_date(day) as strftime(day, '%-m/%-d/%y');

create table partner as
select
  k as number,
  category_id, category, sub_category, sub_number,
  1000000 + k as id,
  case when draw(k, 1) < 0.0005 then 'U.S. Government - Other' else
    titled(list_aggregate(list_transform(words_of(k, 2, 2 + k % 2), lambda w: titled(w)), 'string_agg', ' '))
    || ' ' || getvariable('endings')[1 + k % len(getvariable('endings'))]
    || case when draw(k, 3) < 0.3 then ' of ' || titled(words_of(k, 4, 1)[1]) else '' end
  end as name
from range(getvariable('partners')) as t(k)
join partner_category on sub_number = floor(draw(k, 5) * (select count(*) from partner_category))::bigint;

-- Activities stand in runs of forty from one agency, as submissions do. One in 400 is a plan (requests, allocations),
-- one in 50 belongs to the years before 2001.
create table activity_draw as
with bare as (
  select
    o,
    o % 400 = 7 as is_plan,
    o % 400 <> 7 and draw(o, 1) < 0.02 as is_old,
    floor(draw(o // 40, 2) * 1000)::bigint as agency_slot
  from range(getvariable('rows') // 7 + 60) as t(o)
), sized as (
  select *,
    case when is_plan then 60 + floor(draw(o, 4) * 120) else 1 + floor(pow(draw(o, 4), 4.3) * 44) end::bigint as wanted,
    case when is_old then 1946 + floor(draw(o, 5) * 55)
         else 2001 + floor(pow(draw(o, 5), 1.1) * 22.999) end::bigint as first_year
  from bare
), placed as (
  select *, (sum(wanted) over (order by o rows unbounded preceding))::bigint - wanted as first_row from sized
)
select *, least(wanted, getvariable('rows') - first_row) as number_of_rows
from placed where first_row < getvariable('rows') order by o;

-- Everything a row says about its activity, already in the words of the layout. The first account of every agency and
-- the first four of the large ones go everywhere; each of the others goes to at most ten recipients of its own.
create table activity as
with funded as (
  select d.*, a.agency_id, a.rank as account_rank, a.rank = 0 or (a.rank < 4 and s.is_large) as goes_everywhere
  from activity_draw d join agency_slot s on s.slot = d.agency_slot
  join account a on a.agency_id = s.agency_id and a.rank = floor(pow(draw(d.o, 10), 3.2) * s.number_of_accounts)::bigint
), chosen as (
  select d.*,
    floor(case when goes_everywhere then draw(d.o, 3)
      else draw(d.agency_id * 10000 + d.account_rank * 100 + floor(draw(d.o, 3) * 10)::bigint, 6) end * 10000)::bigint
      as recipient_slot,
    floor(draw(d.o, 11) * getvariable('bureaus'))::bigint as bureau_rank,
    floor(pow(draw(d.o, 12), 3) * getvariable('partners'))::bigint as partner_number,
    floor(pow(draw(d.o, 13), 1.5) * (select count(*) from purpose))::bigint as purpose_number,
    floor(pow(draw(d.o, 14), 1.3) * (select count(*) from us_sector))::bigint as us_sector_number,
    floor(pow(draw(d.o, 15), 0.9) * 5)::bigint as aid_type_number
  from funded d
)
select
  c.o, c.is_plan, c.is_old, c.first_year, c.first_row, c.number_of_rows,
  r.* exclude (recipient_id),
  g.agency_id as managing_id, g.acronym as managing_acronym, g.name as managing_name,
  b.id as bureau_id, b.acronym as bureau_acronym, b.name as bureau_name,
  p.category_id as partner_category_id, p.category as partner_category,
  p.sub_category as partner_sub_category, p.sub_number + 1 as partner_sub_number,
  p.id as partner_id, p.name as partner_name,
  u.category_id, u.category, u.sector_code, u.sector, u.purpose_code, u.purpose,
  if(c.o % 5 < 2, null, s.us_category_id) as us_category_id, if(c.o % 5 < 2, null, s.us_category) as us_category,
  s.us_sector_id, s.us_sector,
  100 + c.o // 40 % 400 as submission_id,
  a.code as account_code, a.name as account_name,
  f.agency_id as funding_id, f.name as funding_name, f.acronym as funding_acronym,
  case a.objective when 'E' then 1 else 2 end as objective_id,
  case a.objective when 'E' then 'Economic' else 'Military' end as objective,
  t.aid_type_id, t.aid_type,
  30000 + c.o as activity_id,
  case when c.is_plan then a.name || ' - ' || r.country_name else
    titled(list_aggregate(words_of(c.o, 20, 4 + c.o % 3), 'string_agg', ' '))
    || case when draw(c.o, 21) < 0.3 then ', ' || r.country_name else '' end
    || case when draw(c.o, 21) > 0.97 then ' ("phase ' || 1 + c.o % 4 || '")' else '' end
  end as name_of_activity,
  case when draw(c.o, 32) < 0.25 then name_of_activity else
    titled(list_aggregate(words_of(c.o, 22, 9 + c.o % 5), 'string_agg', ' '))
    || case when draw(c.o, 23) < 0.4 then ', including ' else '; ' end
    || list_aggregate(words_of(c.o, 24, 8), 'string_agg', ' ')
    || case when draw(c.o, 25) < 0.05 then ', "' || words_of(c.o, 26, 1)[1] || '"' else '' end
    || case when draw(c.o, 27) < 0.015 then '.' || chr(10) else '. ' end
    || titled(list_aggregate(words_of(c.o, 28, 3 + c.o % 7), 'string_agg', ' ')) || '.' end as activity_description,
  case when draw(c.o, 29) < 0.6 then g.acronym || '-' || (first_year % 100)::varchar || '-' || c.o end as project_number,
  case when draw(c.o, 30) < 0.6 then us_date(make_date(first_year, 1 + c.o % 12, 1 + c.o % 28)) end as start_date,
  case when draw(c.o, 31) < 0.6 then us_date(make_date(first_year + 1 + c.o % 5, 9, 30)) end as end_date
from chosen c
join recipient_slot l on l.slot = c.recipient_slot
join recipient r on r.recipient_id = l.recipient_id
join agency g on g.agency_id = c.agency_id
join bureau b on b.agency_id = c.agency_id and b.rank = c.bureau_rank
join account a on a.agency_id = c.agency_id and a.rank = c.account_rank
join agency f on f.acronym = a.funding
join partner p on p.number = c.partner_number
join purpose u on u.number = c.purpose_number
join us_sector s on s.number = c.us_sector_number
join aid_type t on t.aid_type_id = c.aid_type_number + 1
order by c.o;

-- One row of the published file. Amounts: logarithms spread as a normal's, a few negative, a few zero; plans are round.
create view complete as
with rowed as (
  select *, unnest(range(number_of_rows)) as k from activity
), timed as (
  select *, first_row + k as n,
    case when is_plan then 2004 + k // 3 % 20
         when is_old then first_year + k % (2001 - first_year)
         else first_year + k // 2 % (2024 - first_year) end as year,
    case when is_plan then [1, 18, 19][1 + k % 3]
         when is_old or (k + (draw(first_row + k, 40) < 0.05)::int) % 2 = 0 then 2 else 3 end as type_id
  from rowed
), drawn as (
  select *, case when is_plan then 2019 else 2021 end as base,
    exp(9.8 + 2.3 * least(4.5, sqrt(-2 * ln(draw(n, 41) + 1e-9)) * cos(2 * pi() * draw(n, 42)))) as size,
    draw(n, 43) as sign
  from timed
), priced as (
  select *, case when sign < 0.015 then 0 when is_plan then 1000 * ceil(size / 1000)
                 when sign < 0.035 then -ceil(size) else ceil(size) end::bigint as amount
  from drawn
)
select
  country_id as "Country ID", country_code as "Country Code", country_name as "Country Name",
  region_id as "Region ID", region_name as "Region Name",
  income_id as "Income Group ID", income_name as "Income Group Name", income_acronym as "Income Group Acronym",
  managing_id as "Managing Agency ID", managing_acronym as "Managing Agency Acronym", managing_name as "Managing Agency Name",
  bureau_id as "Managing Sub-agency or Bureau ID", bureau_acronym as "Managing Sub-agency or Bureau Acronym",
  bureau_name as "Managing Sub-agency or Bureau Name",
  partner_category_id as "Implementing Partner Category ID", partner_category as "Implementing Partner Category Name",
  -- The publisher's file has these two the wrong way round.
  partner_sub_category as "Implementing Partner Sub-category ID", partner_sub_number as "Implementing Partner Sub-category Name",
  partner_id as "Implementing Partner ID", partner_name as "Implementing Partner Name",
  category_id as "International Category ID", category as "International Category Name",
  sector_code as "International Sector Code", sector as "International Sector Name",
  purpose_code as "International Purpose Code", purpose as "International Purpose Name",
  us_category_id as "US Category ID", us_category as "US Category Name",
  us_sector_id as "US Sector ID", us_sector as "US Sector Name",
  submission_id as "Submission ID",
  account_code as "Funding Acount ID", account_name as "Funding Account Name",
  funding_id as "Funding Agency ID", funding_name as "Funding Agency Name", funding_acronym as "Funding Agency Acronym",
  objective_id as "Foreign Assistance Objective ID", objective as "Foreign Assistance Objective Name",
  aid_type_id as "Aid Type Group ID", aid_type as "Aid Type Group Name",
  activity_id as "Activity ID", name_of_activity as "Activity Name", activity_description as "Activity Description",
  project_number as "Activity Project Number", start_date as "Activity Start Date", end_date as "Activity End Date",
  type_id as "Transaction Type ID",
  case type_id when 1 then 'Appropriated and Planned' when 2 then 'Obligations' when 3 then 'Disbursements'
    when 18 then 'President''s Budget Requests' else 'Initial Allocations' end as "Transaction Type Name",
  case when year = 1976 and draw(n, 44) < 0.3 then '1976tq' else year::varchar end as "Fiscal Year",
  amount as "Current Dollar Amount",
  round(amount * pow(1.02, base - year))::bigint as "Constant Dollar Amount"
from priced;
