-- A paper was seen when what its link gave has arrived: whoever opened it says the digest of it. Of an object that is forgotten
-- no digest is left. Papers that were opened before count as seen.
alter table desk.clear_view add column sha256 text, add column seen_at timestamptz;
update desk.clear_view set seen_at = shown_at;
