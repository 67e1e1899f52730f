import type { FieldFacts } from '../../../contracts/forms/form-field.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../../contracts/forms/form-fields.ts';
import type { EligibilityInput, FlagAnswer, Organizer, Person, WebsiteDetails } from '../filing/filing.ts';
import type { RetentionClass } from '../retention.ts';

/**
 * The class of a value. `sensitive`: 敏感个人信息 of article 28 of 个人信息保护法 (certificates, faces) · `personal`: other 个人信息 ·
 * `secret`: allows impersonation · `reviewer`: free text of a reviewer, which may name a person · `none`: no person, or
 * ids that only this service can connect with a person.
 */
export const DATA_CLASSES = {
  sensitive: '敏感个人信息',
  personal: '个人信息',
  secret: '凭证',
  reviewer: '审核意见',
  none: '不指向个人',
} as const;
export type DataClass = keyof typeof DATA_CLASSES;

/** One table of the database. Every column is in exactly one list. */
export interface StoredTable {
  readonly holds: string;
  readonly columns: Partial<Readonly<Record<DataClass, readonly string[]>>>;
  /** Until when it is kept: a class of retention, or a description. */
  readonly kept: RetentionClass | (string & {});
  /** Columns whose values end before their row does. */
  readonly sooner?: Readonly<Record<string, RetentionClass>>;
  /** The part of a person's export that has it, or why none does. */
  readonly exported: ExportPart | { readonly not: string };
}

/** The parts of a person's export, as its page names them. */
export const EXPORT_PARTS = [
  '账号',
  '登录过的设备',
  '同意记录',
  '备案',
  '备案信息',
  '发起备案前的证件',
  '备案授权码',
  '云账号',
  '推送地址',
  '查看记录',
] as const;
export type ExportPart = (typeof EXPORT_PARTS)[number];

/** Why a person's export has none of it. */
const omitted = (not: string) => ({ not });
const ONLY_DIGEST = omitted('只有摘要，不能还原');
const ONLY_IDS = omitted('只有编号');

const AS_LONG_AS_ACCOUNT = '账号删除时';

/** A table with its columns by their class, in words. @param sooner columns whose values end before their row does. */
const stored = (
  holds: string,
  kept: StoredTable['kept'],
  exported: StoredTable['exported'],
  columns: Partial<Readonly<Record<DataClass, string>>>,
  sooner?: StoredTable['sooner'],
): StoredTable => ({
  holds,
  kept,
  exported,
  ...(sooner && { sooner }),
  columns: Object.fromEntries(Object.entries(columns).map(([dataClass, names]) => [dataClass, names.split(/\s+/)])),
});

/**
 * Every table and the classes of its columns. Columns that end in `_sealed` contain AES-256-GCM bytes, in `_index`
 * keyed hashes. A test compares this list with the database.
 */
export const STORED_TABLES: Readonly<Record<string, StoredTable>> = {
  account: stored('账号：微信和登录用的手机号', AS_LONG_AS_ACCOUNT, '账号', {
    personal: 'openid_index openid_sealed phone_index phone_sealed',
    none: 'id phone_proven_at created_at erased_at forgotten_at',
  }),
  consent: stored('同意记录', '至少三年', '同意记录', {
    none: 'account_id text_version given_at withdrawn_at',
  }),
  session: stored('登录', 'sessions', '登录过的设备', {
    personal: 'device_index',
    none: 'id account_id device authenticated_at created_at used_at expires_at ended_at',
  }),
  session_challenge: stored('登录的续期密钥摘要', 'sessions', ONLY_DIGEST, {
    secret: 'challenge next',
    none: 'session_id',
  }),
  scan_ticket: stored(
    '扫码登录：请求登录的设备，和网络地址的前半段',
    'scan-tickets',
    omitted('属于请求登录的网页，一天内删除'),
    {
      personal: 'asker_sealed',
      secret: 'ticket_index challenge',
      none: 'expires_at confirmed_at asked_at',
    },
  ),
  one_time_code: stored('短信和邮件验证码', 'one-time-codes', omitted('五分钟后失效；号码在“账号”或“备案”中'), {
    secret: 'holder_index code_index',
    personal: 'address_index address_sealed',
    none: 'account_id filing_id record_id tries made_at expires_at proven_at',
  }),
  contact_confirmation: stored('用验证码确认过的联系方式', 'ended-filings', '备案', {
    personal: 'address_index',
    none: 'filing_id way confirmed_at',
  }),
  contact_link: stored('发给负责人、用来确认联系方式的链接', 'contact-links', omitted('只有摘要，一天后失效'), {
    secret: 'token_hash',
    none: 'filing_id person wrong_tries expires_at opened_at declined_at decline_reason',
  }),
  notification_preference: stored('接收提醒的方式', AS_LONG_AS_ACCOUNT, '账号', {
    none: 'account_id we_chat sms mail changed_at',
  }),
  eligibility_check: stored('备案类型验证', 'eligibility-checks', omitted('七天内删除；用于备案的在“备案”中'), {
    sensitive: 'input_sealed',
    secret: 'ticket_index',
    none: 'account_id filing_type expires_at used_at',
  }),
  asked_number: stored('查询过备案记录的号码，用于限制试探，注销账号不提前删除', 'asked-numbers', ONLY_DIGEST, {
    sensitive: 'number_index prefix_index',
    personal: 'person_indexes domain_index',
    none: 'kind asked_at',
  }),
  filing: stored('备案：全部填写内容加密为一份', 'ended-filings', '备案', {
    sensitive: 'contents_sealed certificate_index person_numbers',
    reviewer: 'flagged',
    none: `id applicant_id filing_type state version round last_verdict domains servers numbers has_face_files
      state_since step_due_at stopped erased_at record_id record_ended_at from_record_id from_version
      created_at updated_at`,
  }),
  filing_history: stored('办理记录', '一直保留，不含个人信息', '备案', {
    none: 'filing_id version event state facts at',
  }),
  desk_question: stored('下次向审核台查询的时间', '审核中；备案成功后到备案注销', omitted('只有编号和时间'), {
    none: 'filing_id ask_at recheck_at',
  }),
  form_draft: stored('正在填写的表单：每一项的内容，两台设备填写不同时两边的内容', 'ended-filings', '备案', {
    sensitive: 'fields_sealed',
    none: 'filing_id form version gaps conflicts updated_at',
  }),
  filing_round: stored('每次提交时的内容', 'ended-filings', '备案', {
    sensitive: 'package_sealed',
    none: 'filing_id round terms_text_version content_hash submitted_at',
  }),
  verdict: stored('审核结果', 'ended-filings', '备案', {
    reviewer: 'flagged amendments',
    none: 'filing_id round sequence kind numbers at',
  }),
  parked_verdict: stored('无法读取或应用的审核结果（只含编号和原因）', 'ended-filings', ONLY_IDS, {
    none: 'filing_id round sequence reason fields parked_at seen_at',
  }),
  record: stored('备案信息：已备案的主体、网站、域名和接入，加密为一份', 'ended-records', '备案信息', {
    sensitive: 'contents_sealed certificate_index person_numbers',
    none: `id account_id number version created_at updated_at ended_at last_event look_due_at looked_at
      outside website_care`,
  }),
  record_version: stored('备案信息的每一版', 'ended-records', '备案信息', {
    sensitive: 'contents_sealed',
    none: 'record_id version cause filing_id event at position',
  }),
  record_event: stored(
    '审核台就备案信息发来的通知：注销、取消接入、核查（不含个人信息）',
    'ended-records',
    '备案信息',
    {
      reviewer: 'facts',
      none: 'record_id sequence kind at received_at parked',
    },
  ),
  record_feed: stored('备案信息变动的最后一个编号', '一直保留，不含个人信息', omitted('不指向个人'), {
    none: 'id last',
  }),
  record_transfer: stored('备案转到另一个账号的经过', '两个账号中的一个或备案信息删除时', '备案信息', {
    secret: 'token_hash stop_code_index stop_code_sealed',
    none: `id record_id holder_id target_id started_at expires_at offered_at accepted_at moves_at
      wrong_certificates is_recovery papers ended_at outcome`,
  }),
  record_website: stored('已备案的网站和备案号', 'ended-records', '备案信息', {
    none: 'id record_id number ended_at',
  }),
  record_domain: stored('已备案的域名', 'ended-records', '备案信息', {
    none: 'website_id domain ended_at',
  }),
  record_access: stored('已备案的网站的接入', 'ended-records', '备案信息', {
    none: 'id website_id server ended_at',
  }),
  document: stored('材料及识别结果', 'ended-filings', '备案', {
    sensitive: 'fields_sealed',
    none: `id filing_id applicant_id kind subject state content_type max_bytes incoming_key clean_key findings
      claimed_until swept_at file_gone_at checks created_at updated_at`,
  }),
  ocr_call: stored('识别中的应答', '材料识别完成时', omitted('识别完成即删除，结果在“备案”中'), {
    sensitive: 'answer_sealed',
    none: 'document_id step attempts asked_at',
  }),
  company_check: stored('企业信息核对的结果', 'company-checks', ONLY_DIGEST, {
    personal: 'claim_index',
    none: 'asked_at answer',
  }),
  company_check_picture: stored('提交前已核对企业信息的营业执照照片', 'ended-filings', ONLY_IDS, {
    none: 'document_id asked_at',
  }),
  liveness_check: stored('核身', 'ended-filings', '备案', {
    sensitive: 'person_sealed person_index',
    none: `id filing_id website_id transfer_id consent_text_version state challenge photo_document_id
      video_document_id frame_document_ids photo_accepted matched_cards card_similarities reasons similarity
      assurance expires_at created_at`,
  }),
  hand_over: stored(
    '交给另一部手机的核身和证件拍摄，以及那里本人的同意',
    'ended-filings',
    '备案',
    {
      personal: 'consent_name_sealed',
      secret: 'token_index device_index',
      none: `id filing_id website_id transfer_id check_ids account_id kinds subject is_for_other document_ids
      consent_text_version consented_at created_at expires_at opened_at declined_at
      decline_reason cancelled_at`,
    },
    { token_index: 'hand-overs', device_index: 'hand-overs' },
  ),
  seen_media: stored('人脸和视频的指纹，防止重复使用同一次拍摄', 'face-fingerprints', '备案', {
    sensitive: 'digest_index digest_sealed look_sealed pair_indexes',
    none: 'id check_id filing_id kind seen_at',
  }),
  view_file: stored('限时查看的文件属于哪个账号', 'views', ONLY_IDS, {
    none: 'key account_id shown_at',
  }),
  erased_object: stored('已删除内容的文件编号，用于再删一次', 'erased-objects', ONLY_IDS, {
    none: 'key erased_at',
  }),
  authorization_code: stored('备案授权码', AS_LONG_AS_ACCOUNT, '备案授权码', {
    secret: 'code_index code_sealed',
    none: 'id last_four owner_id target_id resource_id region filing_id created_at',
  }),
  cloud_account: stored('关联的云账号角色', AS_LONG_AS_ACCOUNT, '云账号', {
    secret: 'role_sealed',
    none: 'account_id external_id linked_at',
  }),
  site_host: stored('运营人员录入的建站主机', AS_LONG_AS_ACCOUNT, '云账号', {
    none: 'id account_id name public_ip region created_at expires_at',
  }),
  outbox: stored('待发消息（只含编号）', 'messages', ONLY_IDS, {
    none: 'key topic lane payload state attempts begun due_at failure created_at traceparent',
  }),
  webhook_endpoint: stored('集成方的回调地址', AS_LONG_AS_ACCOUNT, '推送地址', {
    // The address may hold a key.
    secret: 'secret_sealed old_secret_sealed url_sealed',
    none: 'id account_id events old_secret_until failing_since disabled_at next_call_at is_slow created_at',
  }),
  webhook_attempt: stored('回调的发送记录', 'messages', ONLY_IDS, {
    none: 'message_key at duration_ms status failure',
  }),
  seen_message: stored('收到过的签名消息的编号（摘要）', 'seen-messages', ONLY_IDS, {
    none: 'id content_hash expires_at',
  }),
  inbox: stored('已处理事件的编号', 'inbox-entries', ONLY_IDS, {
    none: 'source message_id received_at',
  }),
  reply: stored('重复请求的应答（已脱敏）', 'replies', omitted('已脱敏，完整内容在“备案”等处'), {
    none: 'applicant_id route key fingerprint holder locked_until status body created_at',
  }),
  caller_limit: stored('访问频率，注销账号不提前删除', 'caller-limits', ONLY_DIGEST, {
    personal: 'subject_index',
    none: 'calls ends_at',
  }),
  rate_limit: stored('供应商调用频率', '一直保留，不含个人信息', omitted('不指向个人'), {
    none: 'name next_at',
  }),
  quiet_time: stored('供应商要求的停顿，最后查询的备案', '一直保留，不含个人信息', omitted('不指向个人'), {
    none: 'port until asked_last',
  }),
  paid_call: stored(
    '计费服务的使用次数：每个人、每个备案和全部用户的；注销账号不提前删除每个人的',
    '最后一次使用后：每个人的 1 天，其余 365 天',
    ONLY_DIGEST,
    {
      personal: 'payer',
      none: 'service period calls last_call_at used_up_at',
    },
  ),
  kept_fact: stored('域名和云服务的查询结果', 'kept-facts', omitted('五分钟后失效；用于备案的在“备案”中'), {
    personal: 'question_index answer_sealed',
    none: 'expires_at',
  }),
  running_call: stored('正在进行的访问', 'running-calls', ONLY_DIGEST, {
    personal: 'subject_index',
    none: 'end_times ends_at',
  }),
  audit: stored('查看和处理个人信息的记录', 'audit', '查看记录', {
    none: 'id at actor_id action subject_id',
  }),
};

const classesOf = <Key extends string>(fields: Readonly<Record<Key, FieldFacts>>) =>
  Object.fromEntries(Object.entries<FieldFacts>(fields).map(([key, { data }]) => [key, data])) as Readonly<
    Record<Key, DataClass>
  >;

/** The classes of the fields of the forms, and so of all encrypted data. A field without a class does not compile. */
export const FORM_CLASSES: {
  readonly eligibility: Readonly<Record<keyof EligibilityInput, DataClass>>;
  readonly organizer: Readonly<Record<keyof Organizer, DataClass>>;
  readonly person: Readonly<Record<keyof Person, DataClass>>;
  readonly website: Readonly<Record<keyof WebsiteDetails, DataClass>>;
  readonly answer: Readonly<Record<keyof FlagAnswer, DataClass>>;
} = {
  eligibility: {
    region: 'none',
    organizerKind: 'none',
    certificateType: 'none',
    certificateNumber: 'sensitive',
    domain: 'none',
    cloudService: 'none',
    numberTakenOver: 'none',
  },
  organizer: classesOf(ORGANIZER),
  person: classesOf(PERSON),
  website: classesOf(WEBSITE),
  // Whatever they write: a reason may name a person.
  answer: { item: 'none', word: 'personal' },
};

/** Objects of the bucket by prefix. All are private and encrypted by the store. */
export const STORED_OBJECTS = [
  {
    prefix: 'incoming/',
    holds: '刚上传、未检查的文件',
    dataClass: 'sensitive',
    kept: '检查后立即删除，最长一天（存储桶生命周期）',
  },
  {
    prefix: 'clean/',
    holds: '检查过的证件、材料和核身文件',
    dataClass: 'sensitive',
    kept: '同“材料”；核身文件在备案成功时删除',
  },
  {
    prefix: 'views/',
    holds: '限时查看的完整内容',
    dataClass: 'sensitive',
    kept: '链接 5 分钟失效，文件一天内删除（存储桶生命周期）',
  },
] as const satisfies readonly { prefix: string; holds: string; dataClass: DataClass; kept: string }[];
