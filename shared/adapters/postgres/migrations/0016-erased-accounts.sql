-- An access token outlives its account by up to half an hour (decision 8). Nothing is written any more for an account that was erased, nor for
-- one whose erasure is just being committed: who writes for it waits for that.
create function refuse_erased_account() returns trigger language plpgsql as $$
declare
  owner uuid;
  erased timestamptz;
begin
  execute format('select ($1).%I', tg_argv[0]) using new into owner;
  select erased_at into erased from account where id = owner for share;
  if erased is not null then
    raise exception 'the account was erased' using errcode = 'ICP01';
  end if;
  return new;
end $$;

create trigger not_for_the_erased before insert on reply for each row execute function refuse_erased_account('applicant_id');
create trigger not_for_the_erased before insert on filing for each row execute function refuse_erased_account('applicant_id');
create trigger not_for_the_erased before insert on session for each row execute function refuse_erased_account('account_id');
create trigger not_for_the_erased before insert on consent for each row execute function refuse_erased_account('account_id');
create trigger not_for_the_erased before insert on cloud_account for each row execute function refuse_erased_account('account_id');
create trigger not_for_the_erased before insert on webhook_endpoint for each row execute function refuse_erased_account('account_id');
create trigger not_for_the_erased before insert on authorization_code for each row execute function refuse_erased_account('owner_id');
