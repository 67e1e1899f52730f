-- Of which the index is made, so that its key can be replaced; null until the person signs in again.
alter table desk.staff add column identity_sealed bytea;
