-- Which reminders about a filing or record reached nobody is asked by whoever holds it.
create index outbox_reminders_about on outbox ((coalesce(payload ->> 'filingId', payload ->> 'recordId')), created_at)
  where topic = 'reminder';
