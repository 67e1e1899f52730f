import type { DocumentKind } from '../document.ts';
import { enterprise, fires, individual, quiet, type RuleCase } from './cases.ts';

const filedIn = (region: string) => ({ 'contents.eligibility.region': region });
const without = (kind: DocumentKind, subject = '') => ({
  documents: enterprise.documents.filter((one) => one.kind !== kind || (subject !== '' && one.subject !== subject)),
});
const withState = (state: string) => ({ 'documents.0.state': state });
const onlyPrincipal = { 'contents.websites.0.siteOwner': enterprise.contents.principal };
const notLegalRepresentative = { 'contents.principal.isLegalRepresentative': false };
/** What was found in a picture when it arrived or was read. */
const found = (ruleId: string) => ({
  'documents.0.findings': [
    { ruleId, severity: 'block', field: 'file', message: '请重新拍摄证件原件后上传。', params: {} },
  ],
});

export const MATERIAL_CASES: readonly RuleCase[] = [
  fires('MT-01', enterprise, without('business-licence'), 'documents.business-licence'),
  fires('MT-01', enterprise, withState('waiting'), 'documents.business-licence'),
  fires('MT-01', enterprise, withState('refused'), 'documents.business-licence'),
  quiet('MT-01', enterprise, withState('reading')),
  quiet('MT-01', individual),
  fires('MT-01', enterprise, { ...filedIn('110000'), ...without('business-licence') }, 'documents.business-licence'),
  quiet('MT-01', enterprise, filedIn('110000')),
  fires('MT-03', enterprise, { ...filedIn('350000'), ...without('commitment-letter') }, 'documents.commitment-letter'),
  quiet('MT-03', enterprise, filedIn('350000')),
  fires('MT-02', enterprise, without('id-front'), 'documents.id-front'),
  fires('MT-02', enterprise, without('id-back'), 'documents.id-back'),
  fires('MT-02', enterprise, without('id-front', 'website:w1'), 'websites.0.documents.id-front'),
  fires('MT-02', enterprise, without('id-back', 'website:w1'), 'websites.0.documents.id-back'),
  quiet('MT-02', enterprise),
  quiet('MT-02', enterprise, { ...without('id-front', 'website:w1'), ...onlyPrincipal }),
  fires('MT-08', enterprise, { ...filedIn('340000'), ...notLegalRepresentative }, 'documents.authorization-letter'),
  quiet('MT-08', enterprise, filedIn('340000')),
  fires('MT-11', individual, filedIn('310000'), 'documents.residence-proof'),
  quiet('MT-11', individual, {
    ...filedIn('310000'),
    'documents.1.fields.address.text': '上海市徐汇区样例路1号',
  }),
  fires('MT-04', enterprise, without('handheld-photo'), 'websites.0.documents.handheld-photo'),
  fires('MT-04', individual, { documents: [] }, 'websites.0.documents.handheld-photo'),
  quiet('MT-04', enterprise),
  quiet('MT-04', individual),
  fires('MT-09', enterprise, filedIn('340000'), 'websites.0.documents.authorization-letter'),
  quiet('MT-09', enterprise, { ...filedIn('340000'), ...onlyPrincipal }),
  fires('DM-17', enterprise, { 'facts.w1.domain.value.source': 'registry' }, 'websites.0.documents.domain-certificate'),
  fires(
    'DM-17',
    enterprise,
    { 'facts.w1.domain.value.source': 'unreachable' },
    'websites.0.documents.domain-certificate',
  ),
  quiet('DM-17', enterprise),
  fires('DM-21', individual, filedIn('430000'), 'websites.0.documents.domain-certificate'),
  quiet('DM-21', individual, { ...filedIn('430000'), 'facts.w1.domain.value.source': 'registry' }),
  fires(
    'FD-59',
    enterprise,
    { 'contents.websites.0.details.preApprovals': [{ kind: 'NEWS', number: '样例1号' }] },
    'websites.0.documents.pre-approval',
  ),
  fires('MT-90', enterprise, withState('received'), 'documents.business-licence'),
  fires('MT-90', enterprise, withState('reading'), 'documents.business-licence'),
  fires('MT-90', enterprise, withState('checking'), 'documents.business-licence'),
  quiet('MT-90', enterprise),
  ...['MT-05', 'MT-06', 'MT-07'].flatMap((rule) => [
    fires(rule, enterprise, found(rule), 'documents.business-licence'),
    quiet(rule, enterprise),
  ]),
];
