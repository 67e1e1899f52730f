-- What takes a second person: settings that loosen a control, and numbers of the authority that somebody has typed.
alter table desk.proposal
  drop constraint proposal_kind_check,
  add constraint proposal_kind_check check (kind in ('record-event', 'list', 'settings'));
-- Null where one person may change them.
alter table desk.setting add column confirmed_by text check (confirmed_by <> changed_by);
alter table desk.authority_setting add column confirmed_by text check (confirmed_by <> changed_by);

alter table desk.authority_answer
  add column typed_by text,
  add column confirmed_by text,
  -- It has numbers: nothing comes of it before somebody else has confirmed them.
  add column takes_two boolean not null default false,
  drop constraint authority_answer_state_check,
  add constraint authority_answer_state_check check (state in ('waiting', 'to-confirm', 'to-match', 'applied', 'dropped')),
  add constraint authority_answer_of_two check (
    not takes_two or state in ('to-confirm', 'dropped')
    or (typed_by is not null and confirmed_by is not null and confirmed_by <> typed_by));
create index authority_answer_to_confirm on desk.authority_answer (received_at) where state = 'to-confirm';

-- The filings of which a phrase was said: with the last of them it ends. Of what was said before, only what is proposed stays.
alter table desk.authority_phrase add column filings uuid[] not null default '{}';
delete from desk.authority_phrase where promoted_at is null and times < 3;
create index authority_phrase_by_time on desk.authority_phrase (learnt_at) where promoted_at is null;

-- An applicant who asked to be called later stops no clock any more. The timer sets the date anew when they are called.
update desk.review_case set running_since = now(), paused_for = null, due_at = now() + (limit_ms - used_ms) * interval '1 millisecond'
  where paused_for = 'applicant-asked';
