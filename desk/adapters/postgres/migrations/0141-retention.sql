-- By which rows are found that are kept no longer (retention.ts).
create index judgement_by_time on desk.judgement (judged_at);
create index note_by_time on desk.note (written_at);
create index call_by_time on desk.call (started_at);
create index clear_view_by_time on desk.clear_view (shown_at) where object_key is null;
