-- Where the seal of each day is to be kept outside of this database, and whether it is.
create table desk.seal_copy (
  day date not null references desk.audit_seal,
  place text not null check (place in ('store', 'mail')),
  due_at timestamptz not null,
  attempts integer not null default 0,
  kept_at timestamptz,
  primary key (day, place)
);
create index seal_copy_due on desk.seal_copy (due_at) where kept_at is null;
insert into desk.seal_copy (day, place, due_at) select day, 'store', now() from desk.audit_seal;
