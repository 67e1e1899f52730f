-- The papers by which a reviewer decides on a recovery, in place of the principal's code and face; null for any other transfer.
alter table record_transfer add column papers uuid[];
-- Reviews that run out.
create index record_transfer_by_review on record_transfer (expires_at) where ended_at is null and papers is not null and accepted_at is null;
