-- What the authority has returned in a period, for the figures.
create index authority_answer_returned on desk.authority_answer (received_at) where kind = 'returned' and state = 'applied';
