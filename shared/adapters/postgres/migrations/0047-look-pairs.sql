-- A look is found by pairs of its parts: two portraits share one of sixteen parts by chance, and hardly ever a pair. Looks from before have single
-- parts only, until `npm run keys -- reindex` or their end after 180 days; they keep an index of their own. Without `fastupdate`, no search reads
-- what was written lately from end to end.
alter table seen_media add column pair_indexes bytea[] not null default '{}';
drop index seen_media_by_bands;
create index seen_media_by_bands on seen_media using gin (band_indexes) where look_sealed is not null and pair_indexes = '{}';
create index seen_media_by_pairs on seen_media using gin (pair_indexes) with (fastupdate = off);
