-- What a table of millions of rows is searched by, and what a foreign key is checked by when the row that it refers to is deleted.
drop index session_by_account;
create index session_by_account on session (account_id);
create index session_challenge_by_session on session_challenge (session_id);
create index liveness_check_by_photo on liveness_check (photo_document_id);
create index liveness_check_by_video on liveness_check (video_document_id) where video_document_id is not null;
create index authorization_code_by_target on authorization_code (target_id) where target_id is not null;
create index scan_ticket_by_challenge on scan_ticket (challenge);

-- Whether `retention` still has to look for the pictures and videos of faces of an approved filing.
alter table filing add column has_face_files boolean not null default false;
update filing set has_face_files = true
where state = 'approved' and erased_at is null and exists (
  select from document
  where filing_id = filing.id and file_gone_at is null and clean_key is not null and kind in ('liveness-photo', 'liveness-video')
);
create index filing_with_face_files on filing (state_since) where has_face_files;
drop index document_face_file;
