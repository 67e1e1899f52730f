-- Signed messages that were believed, for as long as their signatures are: an id stands for one content.
create table seen_message (
  id text primary key,
  content_hash text not null,
  expires_at timestamptz not null
);
create index seen_message_by_expiry on seen_message (expires_at);
