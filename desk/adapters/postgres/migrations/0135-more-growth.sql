-- The newest answers of the authority, those first that wait for somebody.
create index authority_answer_in_order on desk.authority_answer
  ((state in ('to-match', 'parked')) desc, received_at desc, sequence desc);
drop index desk.authority_answer_newest;
create index authority_phrase_in_order on desk.authority_phrase (times desc, phrase);
-- The one that has its number already, and has not gone.
create index submission_numbered on desk.submission (number) where state in ('waiting', 'parked') and number is not null;
-- Cases that an import of a list takes back from the second view.
create index review_case_black_listed on desk.review_case (id) where state = 'open' and 'black-listed' = any(second_view);
