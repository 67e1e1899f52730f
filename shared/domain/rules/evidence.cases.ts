import { enterprise, fires, individual, quiet, type RuleCase } from './cases.ts';

export const EVIDENCE_CASES: readonly RuleCase[] = [
  fires('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例技术有限公司' }, 'organizer.name'),
  quiet('FD-19', enterprise, { 'contents.organizer.name': '深圳市星河样例科技 有限公司' }),
  quiet('FD-19', enterprise, {
    'contents.organizer.name': '深圳市星河样例技术有限公司',
    'documents.0.fields.name.confidence': 0.7,
  }),
  fires(
    'FD-18',
    enterprise,
    { 'contents.organizer.certificateAddress': '广东省深圳市南山区科苑路89号' },
    'organizer.certificateAddress',
  ),
  fires('FD-18', enterprise, { 'documents.0.fields.legalRepresentative.text': '何书云' }, 'principal.name'),
  fires(
    'FD-18',
    enterprise,
    { 'contents.eligibility.certificateNumber': '92440300MAYH3K7261' },
    'eligibility.certificateNumber',
  ),
  fires('FD-18', enterprise, { 'contents.principal.name': '陈星元' }, 'principal.name'),
  fires('FD-18', enterprise, { 'contents.principal.idValidTo': '2036-05-11' }, 'principal.idValidTo'),
  fires(
    'FD-18',
    enterprise,
    {
      'documents.4.fields': { name: { text: '何书芸', confidence: 0.6 } },
    },
    'websites.0.siteOwner.name',
  ),
  quiet('FD-18', enterprise),
  quiet('FD-18', enterprise, {
    'contents.principal.name': '陈星元',
    'documents.2.state': 'refused',
    'documents.0.state': 'refused',
  }),
  quiet('FD-18', individual),
];
