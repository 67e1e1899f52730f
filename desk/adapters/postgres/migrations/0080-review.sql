-- What staff do at a case, as HTTP operations of the desk.

-- The list that a case stands in (queue.ts); null for what is decided, sent or taken back.
alter table desk.review_case
  add column queue text check (queue in ('new', 'resubmitted', 'call-again', 'second-view', 'changes', 'endings', 'held')),
  -- Whoever knows the filing from before has it first, until half of its time is over.
  add column reserved_for text,
  add column reserved_until timestamptz,
  add column call_again_at timestamptz,
  add column missed_calls smallint not null default 0,
  add check ((reserved_for is null) = (reserved_until is null));
update desk.review_case set queue = case
    when paused_for = 'held' then 'held'
    when round > 1 then 'resubmitted'
    when filing_type = 'change' then 'changes'
    when filing_type in ('cancellation', 'cancel-organizer', 'cancel-website', 'end-access') then 'endings'
    else 'new'
  end
  where state = 'open';
update desk.review_case set queue = 'second-view'
  where state = 'decided' and id in (select case_id from desk.decision where state = 'second-view');
create index review_case_in_queue on desk.review_case (queue, risk desc, received_at, id) where queue is not null;
create index review_case_due_in_queue on desk.review_case (queue, due_at) where queue is not null;
create index review_case_reserved on desk.review_case (reserved_for, due_at) where queue is not null and reserved_for is not null;
create index review_case_to_call on desk.review_case (call_again_at) where queue = 'call-again';

-- What a member of staff concluded about one row of the checklist. Rows are paths of fields or ids of documents, no values.
create table desk.judgement (
  case_id uuid not null references desk.review_case,
  row_path text not null,
  staff_id text not null,
  conclusion text not null check (conclusion in ('fits', 'differs', 'open', 'call')),
  spent_seconds integer not null check (spent_seconds >= 0),
  judged_at timestamptz not null,
  primary key (case_id, row_path, staff_id)
);

create table desk.note (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  written_by text not null,
  written_at timestamptz not null,
  text_sealed bytea not null
);
create index note_by_case on desk.note (case_id, written_at);

-- A value that somebody looked at in clear, or a paper that they opened; `object_key` until the view is deleted.
create table desk.clear_view (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  staff_id text not null,
  row_path text not null,
  -- Undefined for a paper, which is shown masked.
  reason text,
  shown_at timestamptz not null,
  object_key text
);
create index clear_view_by_case on desk.clear_view (case_id);
create index clear_view_by_staff on desk.clear_view (staff_id, shown_at);
create index clear_view_to_delete on desk.clear_view (shown_at) where object_key is not null;

create table desk.call (
  id uuid primary key,
  case_id uuid not null references desk.review_case,
  row_path text not null,
  called_by text not null,
  started_at timestamptz not null,
  connected_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('reached', 'missed', 'wrong-number', 'refused', 'call-again')),
  answers jsonb not null default '[]',
  check ((ended_at is null) = (outcome is null))
);
create index call_by_case on desk.call (case_id, started_at);
create unique index call_one_running on desk.call (case_id) where ended_at is null;

-- Keyed hashes of what a filing may have in common with others.
create table desk.case_key (
  case_id uuid not null references desk.review_case,
  kind text not null check (kind in ('organizer', 'person', 'phone', 'server')),
  hash bytea not null,
  primary key (case_id, kind, hash)
);
create index case_key_by_hash on desk.case_key (hash, kind);

alter table desk.decision
  add column comment_sealed bytea,
  add column second_comment_sealed bytea,
  add column asks_second_view boolean not null default false;

-- An item of a return by its reason, for figures: kept when the decision is erased.
create table desk.returned_item (
  decision_id uuid not null,
  item smallint not null,
  reason_id text not null,
  reason_version integer not null,
  -- Whether the machine had a finding on the row.
  found_by text not null check (found_by in ('machine', 'reviewer')),
  primary key (decision_id, item)
);

-- A decision that somebody else looks at afterwards. Whoever decided does not know.
create table desk.sample (
  decision_id uuid primary key,
  case_id uuid not null references desk.review_case,
  kind text not null,
  decided_by text not null,
  drawn_at timestamptz not null,
  judged_by text,
  judged_at timestamptz,
  result text check (result in ('right', 'wrong-harmless', 'wrong')),
  row_path text,
  comment_sealed bytea,
  check (judged_by is null or judged_by <> decided_by),
  check ((judged_by is null) = (result is null))
);
create index sample_by_case on desk.sample (case_id);
create index sample_to_judge on desk.sample (drawn_at) where judged_by is null;
create index sample_of on desk.sample (decided_by, drawn_at);

-- The catalogue of return reasons: each change is a version, none is deleted.
create table desk.reason (
  reason_id text not null,
  version integer not null check (version > 0),
  topic text not null,
  fields text[] not null,
  reason text not null,
  suggestion text not null,
  is_retired boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (reason_id, version)
);

-- Settings of the desk: each change is a version.
create table desk.setting (
  version integer primary key check (version > 0),
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- The catalogue as shipped. Its ids are those of the product's list of usual rejections.
insert into desk.reason (reason_id, version, topic, fields, reason, suggestion, is_retired, changed_by, changed_at) values
  ('RJ-01', 1, '域名', array['domain'], '域名所有者与主办者不一致。', '请把域名实名信息改成主办者的，或换一个主办者名下的域名。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-02', 1, '域名', array['domain'], '域名的注册商没有工信部批复。', '请把域名转入国内有资质的注册商，或换一个域名。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-03', 1, '域名', array['domain'], '域名还没有实名，或实名信息还没有同步。', '请完成域名实名，等待 3 个工作日后再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-04', 1, '域名', array['domain'], '域名已过期，或剩余有效期太短。', '请给域名续费后再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-05', 1, '域名', array['domain'], '域名后缀没有获得批复，不能备案。', '请换一个可以备案的域名。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-06', 1, '网站', array['details.name'], '网站名称不规范，或与网站内容不符。', '请按命名要求修改；用项目名称时，请在备注里写明是本单位的项目。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-07', 1, '地域', array['region', 'organizer.address'], '证件地址不在备案省份。', '请按证件地址选择省份重新办理，或上传居住证明。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-08', 1, '网站', array['domain', 'details.homeUrl'], '网站在备案完成前已经可以打开。', '请暂停解析或关闭网站，注意清除缓存，打不开后再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-09', 1, '网站', array['details.homeUrl'], '已备案的网站打不开，或首页没有备案号和链接。', '请恢复访问，并在首页底部放上备案号，链接到工信部网站。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-10', 1, '网站', array['details.serviceContents', 'details.remark'], '网站内容与主办者的性质不符。', '请调整网站内容；涉及经营的，请以单位名义备案。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-11', 1, '前置审批', array['preApprovals', 'documents.pre-approval'], '网站内容需要前置审批，但文件缺少、过期或看不清。', '请上传有效的审批文件，或去掉相应内容。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-12', 1, '证件', array['documents.business-licence', 'documents.id-front', 'documents.id-back', 'documents.handheld-photo', 'documents.passport', 'documents.card-front'], '证件照片看不清，或不是原件、缺边、反光。', '请在光线均匀处重新拍摄原件，四角齐全、文字清楚。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-13', 1, '证件', array['idValidTo', 'idValidFrom'], '证件已过期，或有效期不足三个月。', '请换用有效的证件，重新拍照上传。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-14', 1, '证件', array['documents.'], '照片上的水印字样不符，或遮住了内容。', '请去掉水印，或只写“仅供备案使用”，不要遮住文字。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-15', 1, '电话', array['mobile', 'officePhone', 'emergencyPhone'], '电话没有打通。', '请保持手机畅通，确认号码无误后重新提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-16', 1, '电话', array['mobile'], '手机号码不是备案省份的号码。', '请换成备案省份的手机号码。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-17', 1, '电话', array['mobile', 'emergencyPhone', 'officePhone'], '这个号码已用于其他主办者，或与别的负责人重复。', '请换一个能联系到本人的号码。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-18', 1, '负责人', array['principal.name', 'isLegalRepresentative'], '主体负责人不是法定代表人。', '请改为法定代表人，或上传法定代表人签署的授权书。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-19', 1, '负责人', array['siteOwner.name', 'documents.authorization-letter'], '缺少网站负责人授权书。', '请下载授权书，签字盖章后拍照上传。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-20', 1, '核身', array['liveness'], '视频核身没有通过：光线、背景、角度或信息不符。', '请面对镜头，在光线均匀的白色背景前，由本人重新核身。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-21', 1, '主体', array['organizer.name'], '单位名称与登记信息不一致。', '请按营业执照上的名称填写，或先更新登记信息。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-22', 1, '主体', array['certificateNumber'], '证件号码与登记信息不一致。', '请换用登记的最新证件号码，重新办理。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-23', 1, '主体', array['certificateAddress'], '证件住所与证件上的不一致。', '请按证件上的住所逐字填写。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-24', 1, '主体', array['organizer.name'], '单位处于经营异常、注销、吊销或歇业状态。', '请先到登记机关解除异常，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-25', 1, '冲突', array['organizer.name', 'filing'], '同一主办者在两处同时办理备案。', '请完成或撤销其中一处，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-26', 1, '冲突', array['domain'], '域名备案在其他主办者名下。', '请先注销原来的备案，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-27', 1, '冲突', array['filing', 'certificateNumber'], '备案类型不对，可能是名称或证件号码填错了。', '请重新验证备案类型。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-28', 1, '冲突', array['filing', 'organizer.name'], '原来的备案里已经没有网站。', '请先注销原来的主体备案，再提交。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-29', 1, '短信', array['mobile'], '没有在 24 小时内完成短信核验，或多次填错。', '请确认手机能收短信，重新提交后及时核验。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-30', 1, '材料', array['documents.commitment-letter'], '承诺书缺少签字、日期或公章，或字迹连笔。', '请重新打印，逐项手写清楚、盖章后拍照上传。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-31', 1, '材料', array['documents.residence-proof'], '缺少居住证明，或证明已过期。', '请上传有效的居住证明。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-32', 1, '备注', array['remark'], '备注里缺少管局要求写明的内容。', '请按页面上的要求补充备注。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-33', 1, '接入', array['cloudService'], '域名解析的地址与备案的云服务不符，或没有解析。', '请把域名解析到备案的云服务，或换用对应的云服务。', false, 'desk', '2026-11-27T00:00:00Z'),
  ('RJ-34', 1, '地址', array['organizer.address'], '通信地址没有写到门牌号，或与证件住所不在同一城市。', '请写到门牌号；两处地址不在同一城市时，请在备注里说明。', false, 'desk', '2026-11-27T00:00:00Z');
