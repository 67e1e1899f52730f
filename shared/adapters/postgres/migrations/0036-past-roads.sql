-- Approved filings of a province, newest first, by the first character of their number: how long its authority took lately.
create index filing_approved_by_province on filing (left(numbers ->> 'organizer', 1), state_since desc) where state = 'approved';
