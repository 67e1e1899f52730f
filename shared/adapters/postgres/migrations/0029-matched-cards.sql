-- The ID cards whose portrait the photo of a check agrees with. A check made before this counts for the cards that were there.
alter table liveness_check add column matched_cards uuid[] not null default '{}';

update liveness_check
set matched_cards = array(
  select id from document where document.filing_id = liveness_check.filing_id and kind = 'id-front'
);
