-- The filing under review that the desk was asked about last: the next claim goes on behind it, so that all get their turn.
alter table quiet_time add column asked_last uuid;
