-- SHA-256 of its bytes, by which a picture that comes again is known; null of what came before.
alter table desk.stored_document add column sha256 text;
-- What there was to see of the row when it was judged (sight.ts), as a keyed hash; null where a picture's bytes are not known.
alter table desk.judgement add column sight_hash text;
