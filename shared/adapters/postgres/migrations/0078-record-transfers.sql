-- A record on its way from the account that holds it to another one.
create table record_transfer (
  id uuid primary key,
  record_id uuid not null references record on delete cascade,
  holder_id uuid not null references account,
  -- The account that has opened the link.
  target_id uuid references account,
  -- SHA-256 of the link's token, which only the holder's browser and the link have; null before the principal's code was right.
  token_hash bytea unique,
  -- By which the principal stops it without an account, while it waits.
  stop_code_index bytea unique,
  stop_code_sealed bytea,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  offered_at timestamptz,
  accepted_at timestamptz,
  moves_at timestamptz,
  wrong_certificates integer not null,
  ended_at timestamptz,
  outcome text
);
-- One at a time.
create unique index record_transfer_of_record on record_transfer (record_id) where ended_at is null;
create index record_transfer_by_record on record_transfer (record_id, started_at);
create index record_transfer_by_holder on record_transfer (holder_id, started_at);
create index record_transfer_by_target on record_transfer (target_id, started_at);
create index record_transfer_by_move on record_transfer (moves_at) where ended_at is null and moves_at is not null;
create trigger not_for_the_erased before insert on record_transfer for each row execute function refuse_erased_account('holder_id');
create trigger no_erased_target before update of target_id on record_transfer for each row execute function refuse_erased_account('target_id');
-- A record moves to nobody who was erased.
create trigger not_to_the_erased before update of account_id on record for each row execute function refuse_erased_account('account_id');
