-- When the review desk is asked about a filing. It is a narrow row of its own, because it changes every few minutes, and a filing is a wide one
-- with many indexes. A filing under review has `ask_at`, which no index holds, so that a new time is written in place; one that is approved has
-- `recheck_at`.
create table desk_question (
  filing_id uuid primary key references filing on delete cascade,
  ask_at timestamptz,
  recheck_at timestamptz,
  constraint desk_question_in_one_queue check ((ask_at is null) <> (recheck_at is null))
) with (fillfactor = 60);

insert into desk_question (filing_id, ask_at, recheck_at)
select id, case when state <> 'approved' then ask_at end, case when state = 'approved' then ask_at end
from filing where ask_at is not null;

create index desk_question_under_review on desk_question (filing_id) where recheck_at is null;
create index desk_question_approved on desk_question (recheck_at, filing_id) where recheck_at is not null;
create trigger not_of_the_erased before insert on desk_question for each row execute function skip_erased_filing();

drop index filing_to_ask;
alter table filing drop column ask_at;
