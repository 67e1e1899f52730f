-- Each call of a check asks whether there is any look without pairs, and no service that is new has one.
create index seen_media_without_pairs on seen_media (id) where look_sealed is not null and pair_indexes = '{}';
