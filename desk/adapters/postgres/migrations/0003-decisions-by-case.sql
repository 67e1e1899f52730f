-- An erasure deletes the decisions of a filing's cases.
create index decision_by_case on desk.decision (case_id);
