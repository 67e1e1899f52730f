-- How often the check of a file has begun. A file that ends every instance that looks at it is refused.
alter table document add column checks integer not null default 0;

-- The verdict of a filing that could not be read or applied, so that an operator looks at it. Deleted once the filing has moved on.
create table parked_verdict (
  filing_id uuid primary key references filing,
  -- Null when not even these could be read.
  round integer,
  sequence integer,
  reason text not null,
  -- Paths of the values that are wrong, without the values.
  fields jsonb not null,
  parked_at timestamptz not null,
  seen_at timestamptz not null
);

-- What asks for a sign-in by scan, as the phone shows it. Null in rows of an earlier release.
alter table scan_ticket add column asked_at timestamptz;
alter table scan_ticket add column asker_sealed bytea;
