import { enterprise, fires, individual, quiet, type RuleCase } from './cases.ts';

/** Fields that may not be left empty, by the names that people know them by. */
const LABELS = {
  'organizer.name': '主办者名称',
  'organizer.certificateAddress': '证件住所',
  'organizer.address.detail': '通信地址',
  'principal.name': '姓名',
  'principal.idNumber': '身份证号码',
  'principal.idValidFrom': '身份证有效期起始日',
  'principal.idValidTo': '身份证有效期截止日',
  'principal.mobile': '手机号码',
  'principal.emergencyPhone': '应急联系电话',
  'principal.email': '邮箱',
  'websites.0.siteOwner.name': '姓名',
  'websites.0.details.name': '网站名称',
  'websites.0.details.homeUrl': '首页网址',
} as const;

export const PROCESS_CASES: readonly RuleCase[] = [
  fires('PR-02', enterprise, { 'contents.organizer': undefined }, 'organizer'),
  fires('PR-02', enterprise, { 'contents.principal': undefined }, 'principal'),
  fires('PR-02', enterprise, { 'contents.websites': [] }, 'websites'),
  fires('PR-02', enterprise, { 'contents.websites.0.details': undefined }, 'websites.0.details'),
  fires('PR-02', enterprise, { 'contents.websites.0.siteOwner': undefined }, 'websites.0.siteOwner'),
  ...Object.entries(LABELS).flatMap(([path, label]) =>
    ['', ' '].map((blank) => fires('PR-02', enterprise, { [`contents.${path}`]: blank }, path, `请填写${label}。`)),
  ),
  quiet('PR-02', enterprise),
  quiet('PR-02', individual),
  quiet('FD-24', enterprise, { 'contents.principal.mobile': ' ' }),
  fires('MT-14', enterprise, { liveness: {} }, 'websites.0.liveness'),
  fires('MT-14', enterprise, { 'liveness.w1.state': 'failed' }, 'websites.0.liveness'),
  quiet('MT-14', enterprise),
  quiet('MT-14', enterprise, { 'liveness.w1.state': 'handed-over' }),
  fires('MT-92', enterprise, { 'liveness.w1.state': 'handed-over' }, 'websites.0.liveness'),
  quiet('MT-92', enterprise),
  quiet('MT-92', enterprise, { liveness: {} }),
  quiet('MT-17', enterprise, { 'liveness.w1': { state: 'handed-over', expiresAt: new Date('2026-11-24T00:00:00Z') } }),
  fires('MT-17', enterprise, { 'liveness.w1.expiresAt': new Date('2026-11-25T02:00:00Z') }, 'websites.0.liveness'),
  quiet('MT-17', enterprise, { 'liveness.w1.expiresAt': new Date('2026-11-25T02:00:01Z') }),
  fires('SEC-02', enterprise, {}, 'websites.0.siteOwner'),
  quiet('SEC-02', enterprise, { 'contents.websites.0.siteOwner': enterprise.contents.principal }),
  quiet('SEC-02', enterprise, { 'contents.principal': undefined }),
  fires('SEC-01', enterprise, { consentGiven: false }, 'consent'),
  quiet('SEC-01', enterprise),
  fires('PR-01', enterprise, { termsAccepted: false }, 'terms'),
  quiet('PR-01', enterprise),
];
