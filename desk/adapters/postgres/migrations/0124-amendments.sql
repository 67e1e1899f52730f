-- What staff corrected in accepting, sealed: a JSON list of field, old and new value, reason.
alter table desk.decision add column amendments_sealed bytea;
