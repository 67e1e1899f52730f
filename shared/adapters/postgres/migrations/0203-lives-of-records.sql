-- A filing that ended with its record: nobody gave it up.
alter table filing add column stopped boolean not null default false;
update filing set stopped = true from filing_history line
  where line.filing_id = filing.id and line.version = filing.version and line.event = 'stop';
-- An event that ends all of a record says so from now on; some wait for their turn.
update record_event set facts = facts || '{"whole": true}'
  where kind in ('cancelled', 'access-ended') and facts -> 'websites' = '[]';
