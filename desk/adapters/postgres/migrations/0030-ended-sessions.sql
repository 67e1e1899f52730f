-- What asks the identity provider is forgotten with the session.
alter table desk.staff_session
  alter column subject_sealed drop not null,
  alter column refresh_token_sealed drop not null,
  add check (ended_at is null or (subject_sealed is null and refresh_token_sealed is null));
