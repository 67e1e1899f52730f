-- Answers that nobody can read: they stay in the authority's queue, and nothing that stands in them is kept here.
create table desk.unread_answer (
  answer_id text primary key,
  number integer,
  fields text[] not null,
  since timestamptz not null,
  -- When the authority gave it out last.
  noted_at timestamptz not null
);
