-- A transfer that began without the account that holds the record: whoever asks has shown the certificate and the principal's code.
alter table record_transfer add column is_recovery boolean not null default false;
