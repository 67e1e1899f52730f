-- What a reviewer corrected when they accepted a round: path, old and new value, reason.
alter table verdict add column amendments jsonb;
