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

const ONLY_DIGEST = { not: '只有摘要，不能还原' } as const;
const ONLY_IDS = { not: '只有编号' } as const;

const AS_LONG_AS_ACCOUNT = '账号删除时';

/**
 * Every table and the classes of its columns. Columns that end in `_sealed` contain AES-256-GCM bytes, in `_index`
 * keyed hashes. A test compares this list with the database.
 */
export const STORED_TABLES: Readonly<Record<string, StoredTable>> = {
  account: {
    holds: '账号：微信和登录用的手机号',
    columns: {
      personal: ['openid_index', 'openid_sealed', 'phone_index', 'phone_sealed'],
      none: ['id', 'phone_proven_at', 'created_at', 'erased_at', 'forgotten_at'],
    },
    kept: AS_LONG_AS_ACCOUNT,
    exported: '账号',
  },
  consent: {
    holds: '同意记录',
    columns: { none: ['account_id', 'text_version', 'given_at', 'withdrawn_at'] },
    kept: '至少三年',
    exported: '同意记录',
  },
  session: {
    holds: '登录',
    columns: { none: ['id', 'account_id', 'device', 'created_at', 'used_at', 'expires_at', 'ended_at'] },
    kept: 'sessions',
    exported: '登录过的设备',
  },
  session_challenge: {
    holds: '登录的续期密钥摘要',
    columns: { secret: ['challenge', 'next'], none: ['session_id'] },
    kept: 'sessions',
    exported: ONLY_DIGEST,
  },
  scan_ticket: {
    holds: '扫码登录',
    columns: {
      personal: ['asker_sealed'],
      secret: ['ticket_index', 'challenge'],
      none: ['expires_at', 'confirmed_at', 'asked_at'],
    },
    kept: 'scan-tickets',
    exported: ONLY_DIGEST,
  },
  one_time_code: {
    holds: '短信和邮件验证码',
    columns: {
      secret: ['holder_index', 'code_index'],
      personal: ['address_index', 'address_sealed'],
      none: ['account_id', 'filing_id', 'record_id', 'tries', 'made_at', 'expires_at', 'proven_at'],
    },
    kept: 'one-time-codes',
    exported: { not: '五分钟后失效；号码在“账号”或“备案”中' },
  },
  contact_confirmation: {
    holds: '用验证码确认过的联系方式',
    columns: { personal: ['address_index'], none: ['filing_id', 'way', 'confirmed_at'] },
    kept: 'ended-filings',
    exported: '备案',
  },
  contact_link: {
    holds: '发给负责人、用来确认联系方式的链接',
    columns: { secret: ['token_hash'], none: ['filing_id', 'person', 'wrong_tries', 'expires_at'] },
    kept: 'contact-links',
    exported: { not: '只有摘要，半小时后失效' },
  },
  notification_preference: {
    holds: '接收提醒的方式',
    columns: { none: ['account_id', 'we_chat', 'sms', 'mail', 'changed_at'] },
    kept: AS_LONG_AS_ACCOUNT,
    exported: '账号',
  },
  eligibility_check: {
    holds: '备案类型验证',
    columns: {
      sensitive: ['input_sealed'],
      secret: ['ticket_index'],
      none: ['account_id', 'filing_type', 'expires_at', 'used_at'],
    },
    kept: 'eligibility-checks',
    exported: { not: '七天内删除；用于备案的在“备案”中' },
  },
  asked_number: {
    holds: '查询过备案记录的号码，用于限制试探，注销账号不提前删除',
    columns: {
      sensitive: ['number_index', 'prefix_index'],
      personal: ['person_indexes', 'domain_index'],
      none: ['kind', 'asked_at'],
    },
    kept: 'asked-numbers',
    exported: ONLY_DIGEST,
  },
  filing: {
    holds: '备案：全部填写内容加密为一份',
    columns: {
      sensitive: ['contents_sealed', 'certificate_index', 'person_numbers'],
      reviewer: ['flagged'],
      none: [
        'id',
        'applicant_id',
        'filing_type',
        'state',
        'version',
        'round',
        'last_verdict',
        'domains',
        'servers',
        'numbers',
        'has_face_files',
        'state_since',
        'step_due_at',
        'erased_at',
        'record_id',
        'record_ended_at',
        'from_record_id',
        'from_version',
        'created_at',
        'updated_at',
      ],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  filing_history: {
    holds: '办理记录',
    columns: { none: ['filing_id', 'version', 'event', 'state', 'facts', 'at'] },
    kept: '一直保留，不含个人信息',
    exported: '备案',
  },
  desk_question: {
    holds: '下次向审核台查询的时间',
    columns: { none: ['filing_id', 'ask_at', 'recheck_at'] },
    kept: '审核中和备案成功期间',
    exported: { not: '只有编号和时间' },
  },
  form_draft: {
    holds: '正在填写的表单：每一项的内容，两台设备填写不同时两边的内容',
    columns: {
      sensitive: ['fields_sealed'],
      none: ['filing_id', 'form', 'version', 'gaps', 'conflicts', 'updated_at'],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  filing_round: {
    holds: '每次提交时的内容',
    columns: {
      sensitive: ['package_sealed'],
      none: ['filing_id', 'round', 'terms_text_version', 'content_hash', 'submitted_at'],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  verdict: {
    holds: '审核结果',
    columns: {
      reviewer: ['flagged', 'amendments'],
      none: ['filing_id', 'round', 'sequence', 'kind', 'numbers', 'at'],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  parked_verdict: {
    holds: '无法读取或应用的审核结果（只含编号和原因）',
    columns: { none: ['filing_id', 'round', 'sequence', 'reason', 'fields', 'parked_at', 'seen_at'] },
    kept: 'ended-filings',
    exported: ONLY_IDS,
  },
  record: {
    holds: '备案信息：已备案的主体、网站、域名和接入，加密为一份',
    columns: {
      sensitive: ['contents_sealed', 'certificate_index', 'person_numbers'],
      none: [
        'id',
        'account_id',
        'number',
        'version',
        'created_at',
        'updated_at',
        'ended_at',
        'last_event',
        'look_due_at',
        'looked_at',
        'outside',
      ],
    },
    kept: 'ended-records',
    exported: '备案信息',
  },
  record_version: {
    holds: '备案信息的每一版',
    columns: {
      sensitive: ['contents_sealed'],
      none: ['record_id', 'version', 'cause', 'filing_id', 'event', 'at', 'position'],
    },
    kept: 'ended-records',
    exported: '备案信息',
  },
  record_event: {
    holds: '审核台就备案信息发来的通知：注销、取消接入、核查（不含个人信息）',
    columns: { reviewer: ['facts'], none: ['record_id', 'sequence', 'kind', 'at', 'received_at', 'parked'] },
    kept: 'ended-records',
    exported: '备案信息',
  },
  record_feed: {
    holds: '备案信息变动的最后一个编号',
    columns: { none: ['id', 'last'] },
    kept: '一直保留，不含个人信息',
    exported: { not: '不指向个人' },
  },
  record_transfer: {
    holds: '备案转到另一个账号的经过',
    columns: {
      secret: ['token_hash', 'stop_code_index', 'stop_code_sealed'],
      none: [
        'id',
        'record_id',
        'holder_id',
        'target_id',
        'started_at',
        'expires_at',
        'offered_at',
        'accepted_at',
        'moves_at',
        'wrong_certificates',
        'ended_at',
        'outcome',
      ],
    },
    kept: '两个账号中的一个或备案信息删除时',
    exported: '备案信息',
  },
  record_website: {
    holds: '已备案的网站和备案号',
    columns: { none: ['id', 'record_id', 'number', 'ended_at'] },
    kept: 'ended-records',
    exported: '备案信息',
  },
  record_domain: {
    holds: '已备案的域名',
    columns: { none: ['website_id', 'domain', 'ended_at'] },
    kept: 'ended-records',
    exported: '备案信息',
  },
  record_access: {
    holds: '已备案的网站的接入',
    columns: { none: ['id', 'website_id', 'server', 'ended_at'] },
    kept: 'ended-records',
    exported: '备案信息',
  },
  document: {
    holds: '材料及识别结果',
    columns: {
      sensitive: ['fields_sealed'],
      none: [
        'id',
        'filing_id',
        'applicant_id',
        'kind',
        'subject',
        'state',
        'content_type',
        'max_bytes',
        'incoming_key',
        'clean_key',
        'findings',
        'claimed_until',
        'swept_at',
        'file_gone_at',
        'checks',
        'created_at',
        'updated_at',
      ],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  ocr_call: {
    holds: '识别中的应答',
    columns: { sensitive: ['answer_sealed'], none: ['document_id', 'step', 'attempts', 'asked_at'] },
    kept: '材料识别完成时',
    exported: { not: '识别完成即删除，结果在“备案”中' },
  },
  company_check: {
    holds: '企业信息核对的结果',
    columns: { personal: ['claim_index'], none: ['asked_at', 'answer'] },
    kept: 'company-checks',
    exported: ONLY_DIGEST,
  },
  company_check_picture: {
    holds: '提交前已核对企业信息的营业执照照片',
    columns: { none: ['document_id', 'asked_at'] },
    kept: 'ended-filings',
    exported: ONLY_IDS,
  },
  liveness_check: {
    holds: '核身',
    columns: {
      sensitive: ['person_sealed', 'person_index'],
      none: [
        'id',
        'filing_id',
        'website_id',
        'transfer_id',
        'consent_text_version',
        'state',
        'challenge',
        'photo_document_id',
        'video_document_id',
        'frame_document_ids',
        'photo_accepted',
        'matched_cards',
        'card_similarities',
        'reasons',
        'similarity',
        'assurance',
        'expires_at',
        'created_at',
      ],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  hand_over: {
    holds: '交给另一部手机的核身和证件拍摄，以及那里本人的同意',
    columns: {
      personal: ['consent_name_sealed'],
      secret: ['token_index', 'device_index'],
      none: [
        'id',
        'filing_id',
        'website_id',
        'transfer_id',
        'check_ids',
        'account_id',
        'kinds',
        'subject',
        'is_for_other',
        'document_ids',
        'consent_text_version',
        'consented_at',
        'created_at',
        'expires_at',
        'opened_at',
        'declined_at',
        'cancelled_at',
      ],
    },
    kept: 'ended-filings',
    exported: '备案',
  },
  seen_media: {
    holds: '人脸和视频的指纹，防止重复使用同一次拍摄',
    columns: {
      sensitive: ['digest_index', 'digest_sealed', 'look_sealed', 'pair_indexes'],
      none: ['id', 'check_id', 'filing_id', 'kind', 'seen_at'],
    },
    kept: 'face-fingerprints',
    exported: '备案',
  },
  view_file: {
    holds: '限时查看的文件属于哪个账号',
    columns: { none: ['key', 'account_id', 'shown_at'] },
    kept: 'views',
    exported: ONLY_IDS,
  },
  erased_object: {
    holds: '已删除内容的文件编号，用于再删一次',
    columns: { none: ['key', 'erased_at'] },
    kept: 'erased-objects',
    exported: ONLY_IDS,
  },
  authorization_code: {
    holds: '备案授权码',
    columns: {
      secret: ['code_index', 'code_sealed'],
      none: ['id', 'last_four', 'owner_id', 'target_id', 'resource_id', 'region', 'filing_id', 'created_at'],
    },
    kept: AS_LONG_AS_ACCOUNT,
    exported: '备案授权码',
  },
  cloud_account: {
    holds: '关联的云账号角色',
    columns: { secret: ['role_sealed'], none: ['account_id', 'external_id', 'linked_at'] },
    kept: AS_LONG_AS_ACCOUNT,
    exported: '云账号',
  },
  site_host: {
    holds: '运营人员录入的建站主机',
    columns: { none: ['id', 'account_id', 'name', 'public_ip', 'region', 'created_at', 'expires_at'] },
    kept: AS_LONG_AS_ACCOUNT,
    exported: '云账号',
  },
  outbox: {
    holds: '待发消息（只含编号）',
    columns: {
      none: [
        'key',
        'topic',
        'lane',
        'payload',
        'state',
        'attempts',
        'begun',
        'due_at',
        'failure',
        'created_at',
        'traceparent',
      ],
    },
    kept: 'messages',
    exported: ONLY_IDS,
  },
  webhook_endpoint: {
    holds: '集成方的回调地址',
    columns: {
      // The address may hold a key.
      secret: ['secret_sealed', 'old_secret_sealed', 'url_sealed'],
      none: ['id', 'account_id', 'events', 'old_secret_until', 'failing_since', 'disabled_at', 'created_at'],
    },
    kept: AS_LONG_AS_ACCOUNT,
    exported: '推送地址',
  },
  webhook_attempt: {
    holds: '回调的发送记录',
    columns: { none: ['message_key', 'at', 'duration_ms', 'status', 'failure'] },
    kept: 'messages',
    exported: ONLY_IDS,
  },
  seen_message: {
    holds: '收到过的签名消息的编号（摘要）',
    columns: { none: ['id', 'content_hash', 'expires_at'] },
    kept: 'seen-messages',
    exported: ONLY_IDS,
  },
  inbox: {
    holds: '已处理事件的编号',
    columns: { none: ['source', 'message_id', 'received_at'] },
    kept: 'inbox-entries',
    exported: ONLY_IDS,
  },
  reply: {
    holds: '重复请求的应答（已脱敏）',
    columns: {
      none: ['applicant_id', 'route', 'key', 'fingerprint', 'holder', 'locked_until', 'status', 'body', 'created_at'],
    },
    kept: 'replies',
    exported: { not: '已脱敏，完整内容在“备案”等处' },
  },
  caller_limit: {
    holds: '访问频率，注销账号不提前删除',
    columns: { personal: ['subject_index'], none: ['calls', 'ends_at'] },
    kept: 'caller-limits',
    exported: ONLY_DIGEST,
  },
  rate_limit: {
    holds: '供应商调用频率',
    columns: { none: ['name', 'next_at'] },
    kept: '一直保留，不含个人信息',
    exported: { not: '不指向个人' },
  },
  quiet_time: {
    holds: '供应商要求的停顿，最后查询的备案',
    columns: { none: ['port', 'until', 'asked_last'] },
    kept: '一直保留，不含个人信息',
    exported: { not: '不指向个人' },
  },
  paid_call: {
    holds: '计费服务的使用次数：每个人、每个备案和全部用户的；注销账号不提前删除每个人的',
    columns: { personal: ['payer'], none: ['service', 'period', 'calls', 'last_call_at', 'used_up_at'] },
    kept: '最后一次使用后：每个人的 1 天，其余 365 天',
    exported: ONLY_DIGEST,
  },
  kept_fact: {
    holds: '域名和云服务的查询结果',
    columns: { personal: ['question_index', 'answer_sealed'], none: ['expires_at'] },
    kept: 'kept-facts',
    exported: { not: '五分钟后失效；用于备案的在“备案”中' },
  },
  running_call: {
    holds: '正在进行的访问',
    columns: { personal: ['subject_index'], none: ['end_times', 'ends_at'] },
    kept: 'running-calls',
    exported: ONLY_DIGEST,
  },
  audit: {
    holds: '查看和处理个人信息的记录',
    columns: { none: ['id', 'at', 'actor_id', 'action', 'subject_id'] },
    kept: 'audit',
    exported: '查看记录',
  },
};

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
  organizer: {
    name: 'personal',
    certificateAddress: 'personal',
    address: 'personal',
    legalRepresentative: 'personal',
    investor: 'personal',
    remark: 'personal',
  },
  person: {
    name: 'personal',
    certificateType: 'personal',
    idNumber: 'sensitive',
    idValidFrom: 'sensitive',
    idValidTo: 'sensitive',
    mobile: 'personal',
    officePhone: 'personal',
    emergencyPhone: 'personal',
    email: 'personal',
    isLegalRepresentative: 'personal',
  },
  website: {
    name: 'none',
    homeUrl: 'none',
    serviceContents: 'none',
    languages: 'none',
    preApprovals: 'none',
    remark: 'none',
  },
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
