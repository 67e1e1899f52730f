-- Each kind of receiver has a lane of its own, so that one that answers slowly doesn't hold up the others.
alter table outbox add column lane text generated always as (split_part(topic, '.', 1)) stored;
-- Handed to a receiver that can't tell a repetition, and not settled since.
alter table outbox add column begun boolean not null default false;
drop index outbox_due;
create index outbox_due on outbox (lane, due_at) where state = 'waiting';
create index outbox_parked on outbox (created_at) where state = 'parked';

-- Where an integrator wants to hear of his filings.
create table webhook_endpoint (
  id uuid primary key,
  account_id uuid not null references account,
  url text not null,
  events text[] not null,
  secret_sealed bytea not null,
  -- The secret before it, which signs too until then.
  old_secret_sealed bytea,
  old_secret_until timestamptz,
  -- First failure since the last success.
  failing_since timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null
);
create index webhook_endpoint_by_account on webhook_endpoint (account_id, created_at);
create index outbox_by_webhook_endpoint on outbox ((payload ->> 'endpointId'), created_at) where lane = 'webhook';

-- Each attempt at sending to an endpoint, without what was sent or answered.
create table webhook_attempt (
  message_key text not null references outbox on delete cascade,
  at timestamptz not null,
  duration_ms integer not null,
  -- Of the answer; null when none came.
  status integer,
  failure text,
  primary key (message_key, at)
);
