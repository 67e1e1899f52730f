-- What a database from before the baseline has beyond it: a member of staff who has not signed in since their identity is sealed. Such a
-- database is refused, because only the release before knows how they sign in.
alter table desk.staff alter column identity_sealed set not null;
