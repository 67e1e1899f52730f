-- Until then what somebody has typed can be taken back; null of what came by itself.
alter table desk.authority_answer add column applies_at timestamptz;

alter table desk.submission
  -- Filing numbers that somebody has typed: no two filings get the same.
  add column given_numbers text[],
  -- 审核通过，待发号: it is said once.
  drop constraint submission_stage_check,
  add constraint submission_stage_check check (stage in ('handed-in', 'sms', 'reviewing', 'accepted', 'approved', 'over'));
create index submission_given on desk.submission using gin (given_numbers) where given_numbers is not null;
