-- Every sign-in has a session, whose end ends its access tokens at once. A person sees their devices and ends them singly.
-- `device` is the kind of program and machine, as 我的设备 shows it; null until the device has called.
alter table session add column device text, add column used_at timestamptz;
update session set used_at = created_at;
alter table session alter column used_at set not null;
