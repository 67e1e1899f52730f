-- Documents with the key frames of a check's film, the vendor's best first.
alter table liveness_check add column frame_document_ids uuid[] not null default '{}';
