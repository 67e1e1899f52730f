import {
  change,
  enterprise,
  enterpriseCheck,
  fires,
  individual,
  individualCheck,
  quiet,
  type RuleCase,
} from './cases.ts';

const record = (filedHere: 'this-account' | 'other-account' | 'no', websites = 1) => ({
  known: true,
  value: { number: '粤ICP备2021012345号', filedHere, websites },
});
const domainRecord = (sameOrganizer: boolean, connectedHere: boolean) => ({
  known: true,
  value: { number: '粤ICP备2021012345号-1', sameOrganizer, connectedHere },
});
const unknown = { known: false };

const [website] = enterprise.contents.websites;
const websites = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...website, id: `w${i}`, domain: `xinghe-sample${i}.com` }));

export const FILING_TYPE_CASES: readonly RuleCase[] = [
  fires('FT-01', enterpriseCheck, { 'input.region': '310000' }, 'region'),
  fires('FT-01', enterprise, { openProvinces: ['350000'] }, 'eligibility.region'),
  quiet('FT-01', enterpriseCheck),
  fires('FT-03', enterpriseCheck, { 'input.certificateType': 'id-card' }, 'certificateType'),
  fires('FT-03', individualCheck, { 'input.certificateType': 'business-licence' }, 'certificateType'),
  quiet('FT-03', individualCheck),
  fires('FT-04', enterpriseCheck, { 'input.certificateNumber': ' ' }, 'certificateNumber'),
  fires('FT-04', enterpriseCheck, { 'input.domain': '' }, 'domain'),
  fires('FT-04', enterpriseCheck, { 'input.region': '' }, 'region', '请填写备案地域。'),
  fires('FT-04', enterprise, { 'contents.eligibility.domain': '' }, 'eligibility.domain', '请填写域名。'),
  quiet('FT-04', enterpriseCheck),
  // A blank number is only called blank.
  quiet('FD-01', enterpriseCheck, { 'input.certificateNumber': '' }),
  fires('FT-13', enterpriseCheck, { hasUnfinishedFiling: true }, 'filing'),
  quiet('FT-13', enterpriseCheck, { hasUnfinishedFiling: false }),
  fires('FT-12', enterpriseCheck, { organizerRecord: record('other-account') }, 'certificateNumber'),
  quiet('FT-12', enterpriseCheck, { organizerRecord: record('this-account') }),
  quiet('FT-12', enterpriseCheck, { organizerRecord: record('no') }),
  fires('FT-15', enterpriseCheck, { organizerRecord: record('this-account', 0) }, 'certificateNumber'),
  quiet('FT-15', enterpriseCheck, { organizerRecord: record('this-account', 0), 'input.region': '120000' }),
  quiet('FT-15', enterpriseCheck, { organizerRecord: record('this-account', 1) }),
  fires(
    'FT-09',
    enterpriseCheck,
    { organizerRecord: record('no'), 'facts.domainRecord': domainRecord(false, false) },
    'domain',
  ),
  quiet('FT-09', enterpriseCheck, {
    organizerRecord: record('no'),
    'facts.domainRecord': domainRecord(true, false),
  }),
  fires('FT-10', enterpriseCheck, { 'facts.domainRecord': domainRecord(false, false) }, 'domain'),
  quiet('FT-10', enterpriseCheck, {
    organizerRecord: record('no'),
    'facts.domainRecord': domainRecord(false, false),
  }),
  fires(
    'FT-11',
    enterpriseCheck,
    { organizerRecord: record('this-account'), 'facts.domainRecord': domainRecord(true, true) },
    'domain',
  ),
  quiet('FT-11', enterpriseCheck, {
    organizerRecord: record('this-account'),
    'facts.domainRecord': domainRecord(true, false),
  }),
  fires('FT-90', enterpriseCheck, { organizerRecord: unknown }, 'certificateNumber'),
  fires('FT-90', enterprise, { organizerRecord: unknown }, 'eligibility.certificateNumber'),
  quiet('FT-90', enterpriseCheck),
  quiet('FT-90', enterprise),
  fires('FT-91', enterpriseCheck, { 'facts.domainRecord': unknown }, 'domain'),
  fires('FT-91', enterprise, { 'facts.w1.domainRecord': unknown }, 'websites.0.domain'),
  fires('FT-91', enterprise, { facts: {} }, 'websites.0.domain'),
  quiet('FT-91', enterpriseCheck),
  quiet('FT-91', enterprise),
  fires('FT-25', enterprise, { 'contents.websites': websites(11) }, 'websites'),
  quiet('FT-25', enterprise, { 'contents.websites': websites(10) }),
  fires('FT-26', individual, { 'contents.websites': websites(2) }, 'websites'),
  quiet('FT-26', individual),
  fires('FT-92', enterprise, { organizerRecord: record('this-account') }, 'filingType'),
  fires('FT-92', enterprise, { filingType: 'new-website' }, 'filingType'),
  quiet('FT-92', enterprise, { filingType: 'new-website', organizerRecord: record('no') }),
  quiet('FT-92', enterprise, { organizerRecord: unknown }),
  fires(
    'FT-16',
    change(enterprise, { filingType: 'new-access', organizerRecord: record('no') }),
    {},
    'websites.0.domain',
  ),
  fires('FT-16', enterprise, { 'facts.w1.domainRecord': domainRecord(true, false) }, 'websites.0.domain'),
  quiet('FT-16', enterprise, {
    filingType: 'new-access',
    organizerRecord: record('no'),
    'facts.w1.domainRecord': domainRecord(true, false),
  }),
];
