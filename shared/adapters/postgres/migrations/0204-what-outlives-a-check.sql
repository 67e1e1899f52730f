-- What says that a photo or film was used stays for its time when its filing is erased, and leads to nobody: keyed hashes and the day.
alter table seen_media alter column check_id drop not null, alter column filing_id drop not null;

-- A consent that was given on another phone stays with its filing; the secrets of the link and of the phone end a day after the link.
alter table hand_over alter column token_index drop not null;
drop index hand_over_unused;
create index hand_over_by_end on hand_over (expires_at) where token_index is not null;

-- Nothing is asked about a filing whose record has ended.
delete from desk_question using filing where filing.id = filing_id and record_ended_at is not null;
