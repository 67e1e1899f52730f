-- The authority has two cancellations, of an organizer and of a website. Filings of the type before meant the organizer.
update filing set filing_type = 'cancel-organizer' where filing_type = 'cancellation';
update eligibility_check set filing_type = 'cancel-organizer' where filing_type = 'cancellation';

-- The version of the record that a filing starts from. No foreign key: the record may be deleted before the filing.
alter table filing add column from_record_id uuid, add column from_version integer;
