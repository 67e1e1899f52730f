-- Parked verdicts are listed from the oldest on, and those that were settled stay with their filing: the list reads them by age.
create index parked_verdict_by_age on parked_verdict (parked_at);
