-- What blind indexes are computed from, so that they can be computed anew; null in rows from before.
alter table authorization_code add column code_sealed bytea;
alter table seen_media add column digest_sealed bytea;
-- What the linked role requires. In rows from before it is null and derived, until `npm run keys -- rebind` stores it.
alter table cloud_account add column external_id text;
