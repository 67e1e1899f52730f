-- When the person proved who they are. A session that was made by confirming a scan has the time of the one that confirmed it.
alter table session add authenticated_at timestamptz;
update session set authenticated_at = created_at;
alter table session alter authenticated_at set not null;
-- By which a device is known again: a keyed hash of what its program remembers, or of its kind, with the account. Null as `device`.
alter table session add device_index bytea;

-- Nobody calls an endpoint before: it is being called, or failed and is paused.
alter table webhook_endpoint add next_call_at timestamptz;
update webhook_endpoint set next_call_at = created_at;
alter table webhook_endpoint alter next_call_at set not null;
-- Its last call took long: it is called in the places of such endpoints, so that the others don't wait for one.
alter table webhook_endpoint add is_slow boolean not null default false;
create index webhook_endpoint_by_call on webhook_endpoint (is_slow, next_call_at);
create index outbox_due_by_endpoint on outbox ((payload ->> 'endpointId'), due_at) where lane = 'webhook' and state = 'waiting';
-- Messages are claimed through their endpoint; whose endpoint is gone would wait for ever.
update outbox set state = 'ended', failure = 'gone' where lane = 'webhook' and state = 'waiting'
  and not exists (select from webhook_endpoint where id::text = payload ->> 'endpointId');
