-- A name is explained where it is mended: the remark can't be changed there, and an individual is no unit. Whoever has written
-- another version keeps it.
insert into desk.reason (reason_id, version, topic, fields, reason, suggestion, is_retired, changed_by, changed_at, kind)
select reason_id, 2, topic, fields, reason, '请按命名要求修改；确是你的项目名称的，不用改，写一句说明给审核员。', is_retired, 'desk',
  '2026-12-01T00:00:00Z', kind
from desk.reason r
where reason_id = 'RJ-06' and version = 1
  and not exists (select from desk.reason newer where newer.reason_id = r.reason_id and newer.version > 1);
