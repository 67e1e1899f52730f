-- Staff hand in and type what the authority says: nothing leaves or comes by itself any more.
drop table desk.unread_answer, desk.report_counter;

update desk.submission set state = 'waiting' where state = 'parked';
drop index desk.submission_to_send, desk.submission_numbered;
alter table desk.submission
  drop constraint submission_state_check,
  add constraint submission_state_check check (state in ('waiting', 'sent', 'taken-back')),
  drop column due_at,
  drop column attempts;
create index submission_to_send on desk.submission (queued_at, id) where state = 'waiting';
create index submission_at_authority on desk.submission (sent_at, id)
  where state = 'sent' and stage in ('handed-in', 'sms', 'reviewing', 'accepted');

update desk.authority_answer set state = 'dropped' where state = 'parked';
update desk.authority_answer set applies_at = received_at where applies_at is null;
drop index desk.authority_answer_open, desk.authority_answer_in_order;
alter table desk.authority_answer
  drop constraint authority_answer_state_check,
  add constraint authority_answer_state_check check (state in ('waiting', 'to-match', 'applied', 'dropped')),
  alter column applies_at set not null;
create index authority_answer_open on desk.authority_answer (received_at) where state in ('waiting', 'to-match');
create index authority_answer_in_order on desk.authority_answer ((state = 'to-match') desc, received_at desc, sequence desc);

-- A notice is typed when its organizer is told, and a report is about a notice.
delete from desk.authority_notice where record_id is null;
delete from desk.authority_report where notice is null;
drop index desk.authority_report_to_send, desk.authority_report_in_order;
alter table desk.authority_report
  drop column number,
  drop column is_by_hand,
  drop column state,
  drop column due_at,
  drop column attempts,
  drop column failure;
create index authority_report_in_order on desk.authority_report
  ((sent_at is null) desc, (coalesce(sent_at, queued_at)) desc, id) where content_sealed is not null;
alter table desk.authority_notice
  drop column notice_id,
  drop column is_typed,
  drop column organizer_number,
  drop column at,
  alter column record_id set not null,
  alter column event set not null,
  drop constraint authority_notice_check,
  drop constraint authority_notice_reported_check,
  add constraint authority_notice_reported_check check (reported in ('rectified', 'not-rectified'));
create index authority_notice_of_record on desk.authority_notice (record_id);

update desk.authority_list set imported_by = null, imported_at = null where imported_by = 'authority';
alter table desk.authority_list
  drop column issue,
  drop column asked_at,
  drop constraint authority_list_of_two,
  add constraint authority_list_of_two
    check (imported_by is null or (confirmed_by is not null and confirmed_by <> imported_by));
