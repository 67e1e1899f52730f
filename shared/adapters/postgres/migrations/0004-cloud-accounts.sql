-- The role in his own cloud account that a person has granted us. Sealed: the name of a role names its owner's cloud account.
create table cloud_account (
  account_id uuid primary key references account,
  role_sealed bytea not null,
  linked_at timestamptz not null
);
