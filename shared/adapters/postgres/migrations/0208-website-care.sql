-- What the holder of a record has set for its websites, by their ids: no look once a month, the 公安备案号, the checks of a day.
alter table record add column website_care jsonb;
