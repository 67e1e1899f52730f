-- A filing that the provider declines has ended: its account may open another, and its data goes when its time is over.
drop index filing_one_unfinished;
create unique index filing_one_unfinished on filing (applicant_id)
  where state not in ('approved', 'declined', 'revoked', 'abandoned', 'expired');
drop index filing_to_erase;
create index filing_to_erase on filing (state_since)
  where erased_at is null and state in ('declined', 'abandoned', 'expired', 'revoked');
