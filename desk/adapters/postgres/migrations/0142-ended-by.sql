-- Which administrator has ended a session.
alter table desk.staff_session add column ended_by text;
