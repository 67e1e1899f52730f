-- How similar the photo of a check is to the portraits that it agrees with, by the document of the card: reviewers see it.
alter table liveness_check add column card_similarities jsonb not null default '{}';
