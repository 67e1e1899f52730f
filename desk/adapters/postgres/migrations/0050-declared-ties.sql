-- Whose cases a member of staff may not touch. What was ended is kept without its value.
create table desk.declared_tie (
  id uuid primary key,
  staff_id text not null,
  kind text not null check (kind in ('organizer', 'person', 'phone')),
  relation text not null check (relation in ('self', 'family', 'company')),
  value_sealed bytea,
  declared_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (value_sealed is not null))
);
create index declared_tie_of_staff on desk.declared_tie (staff_id);
