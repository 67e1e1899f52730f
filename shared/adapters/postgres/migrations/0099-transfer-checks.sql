-- Whoever takes a record over may let its principal pass a liveness check. It hangs on a filing of the account that holds
-- the record, counts for this transfer only, and is handed over by the account that takes over.
alter table liveness_check
  alter column website_id drop not null,
  add column transfer_id uuid references record_transfer on delete cascade,
  add constraint liveness_check_of_one_thing check (num_nonnulls(website_id, transfer_id) = 1);
create index liveness_check_by_transfer on liveness_check (transfer_id) where transfer_id is not null;
alter table hand_over
  add column transfer_id uuid references record_transfer on delete cascade,
  drop constraint hand_over_of_one_thing,
  add constraint hand_over_of_one_thing check (
    case
      when transfer_id is not null
        then website_id is null and cardinality(kinds) = 0 and filing_id is not null and account_id is not null
      when website_id is null then cardinality(kinds) > 0 and subject is not null and account_id is not null
      else cardinality(kinds) = 0 and filing_id is not null
    end
  );
create index hand_over_by_transfer on hand_over (transfer_id, created_at) where transfer_id is not null;
