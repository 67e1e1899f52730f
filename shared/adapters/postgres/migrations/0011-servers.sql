-- Servers that a filing's websites run on (CS-06), as `product region resource`; empty for filings from before.
alter table filing add column servers text[] not null default '{}';
create index filing_by_server on filing using gin (servers) where state not in ('draft', 'abandoned', 'expired');
