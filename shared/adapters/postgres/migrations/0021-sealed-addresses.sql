-- The address of an endpoint may hold a key in its query, so it is sealed. `url` has the addresses from before, until
-- `npm run keys -- rebind` has sealed them.
alter table webhook_endpoint
  add column url_sealed bytea,
  alter column url drop not null,
  add constraint webhook_endpoint_one_address check ((url is null) <> (url_sealed is null));
