-- Reasons for which a filing is declined stand beside those of returns. A reason keeps its kind in all versions.
alter table desk.reason add column kind text not null default 'return' check (kind in ('return', 'decline'));

-- As shipped; the texts are our own.
insert into desk.reason (reason_id, version, kind, topic, fields, reason, suggestion, is_retired, changed_by, changed_at) values
  ('DC-01', 1, 'decline', '内容', array['filing'], '网站内容不属于可以备案的范围。', '换成可以备案的内容后，可以重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-02', 1, 'decline', '主体', array['filing'], '单位已经注销或被吊销，不能作为主办者。', '可以用存续的单位，或以个人名义重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-03', 1, 'decline', '负责人', array['filing'], '负责人不知道这次备案，或不同意担任负责人。', '请由本人同意的负责人办理，再重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-04', 1, 'decline', '材料', array['filing'], '提交的证件或材料经核实不真实。', '有异议的，请带原件联系我们复核；材料真实的，可以重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-05', 1, 'decline', '接入', array['filing'], '网站不由我们接入，不能在这里备案。', '请到实际接入的服务商办理，或购买我们的云服务后重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-06', 1, 'decline', '监管', array['filing'], '按监管要求，现在不能为这个主办者或域名办理备案。', '有异议的，请带证明材料联系我们复核。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-07', 1, 'decline', '重复', array['filing'], '同一主办者已经有备案，不能再次首次备案。', '请在已有的备案上办理变更，或新增网站。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('DC-08', 1, 'decline', '反复', array['filing'], '多次退回以后，仍然不符合备案要求。', '请按退回意见备齐材料，再重新发起备案。', false, 'desk', '2026-11-27T00:00:00Z');
