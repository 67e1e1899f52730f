-- The access log is read by who looked, and by the cases that a search or a reading of the log was about.
create index audit_by_actor on desk.audit (actor, at);
create index audit_by_found on desk.audit using gin (string_to_array(facts ->> 'cases', ',')) where facts ->> 'cases' is not null;
-- Why somebody looked stands in the chain.
alter table desk.clear_view drop column reason;
