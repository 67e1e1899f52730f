-- Keyed hashes of the mobile and ID numbers of a filing's people (FD-32, PV-TJ-06); empty for filings from before.
alter table filing add column person_numbers bytea[] not null default '{}';
create index filing_by_person_number on filing using gin (person_numbers) where state not in ('draft', 'abandoned', 'expired', 'revoked');
