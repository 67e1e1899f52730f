-- Records with something to mend, which are few among all.
create index record_with_notices on desk.record (id)
  where jsonb_path_exists(change, '$.notices[*] ? (@.state != "closed")');
