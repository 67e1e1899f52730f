-- Forms of a filing while they are filled in, field by field: every typed value with its version, and what two devices typed into the same field.
create table form_draft (
  filing_id uuid not null references filing,
  form text not null,
  version integer not null,
  fields_sealed bytea not null,
  -- Names of fields that keep the form from being complete, and of fields with several values.
  gaps text[] not null,
  conflicts text[] not null,
  updated_at timestamptz not null,
  primary key (filing_id, form)
);

create trigger not_of_the_erased before insert on form_draft for each row execute function skip_erased_filing();
