-- A filing about a record is opened and handed in only while that record has not ended: the event that ends it, which stops the open ones,
-- may be committed between the look at the record and the hand-in. The share lock waits for such an event, or makes it wait.
create function refuse_ended_record() returns trigger language plpgsql as $$
declare
  ended timestamptz;
begin
  select ended_at into ended from record where id = new.from_record_id for share;
  if ended is not null then
    raise exception 'the record has ended' using errcode = 'check_violation', constraint = 'filing_needs_live_record';
  end if;
  return new;
end $$;

create trigger needs_live_record_when_opened before insert on filing for each row
  when (new.from_record_id is not null and new.filing_type <> 'first' and new.state not in ('approved', 'revoked', 'abandoned', 'expired'))
  execute function refuse_ended_record();
create trigger needs_live_record_when_handed_in before update of state on filing for each row
  when (new.from_record_id is not null and new.filing_type <> 'first' and new.state = 'submitted' and old.state <> 'submitted')
  execute function refuse_ended_record();
