-- What ends by its age is found by it.
create index company_check_by_age on company_check (asked_at);
create index hand_over_unused on hand_over (expires_at) where filing_id is null;
