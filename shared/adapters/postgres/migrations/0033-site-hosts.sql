-- 建站主机 that the operator has entered, because no cloud API lists them.
create table site_host (
  id text primary key,
  -- Whose it is: nobody else may file with it.
  account_id uuid not null references account,
  name text not null,
  public_ip text not null,
  region text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index site_host_by_account on site_host (account_id);
create trigger not_for_the_erased before insert on site_host for each row execute function refuse_erased_account('account_id');
