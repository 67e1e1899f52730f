import { enterprise, fires, individual, quiet, type RuleCase } from './cases.ts';

const details = (field: string, value: unknown) => ({ [`contents.websites.0.details.${field}`]: value });
const filedIn = (region: string) => ({ 'contents.eligibility.region': region });
const field = (name: string) => `websites.0.details.${name}`;

export const WEBSITE_CASES: readonly RuleCase[] = [
  fires('FD-54', enterprise, details('homeUrl', 'www.example.com'), field('homeUrl')),
  fires('FD-54', enterprise, details('homeUrl', 'www.xinghe-sample.com/home'), field('homeUrl')),
  fires('FD-54', enterprise, details('homeUrl', 'evil-xinghe-sample.com'), field('homeUrl')),
  fires('FD-54', enterprise, details('homeUrl', 'www.xinghe-sample.com?from=a'), field('homeUrl')),
  quiet('FD-54', enterprise, details('homeUrl', 'https://WWW.xinghe-sample.com/')),
  quiet('FD-54', enterprise, details('homeUrl', 'xinghe-sample.com')),
  fires(
    'FD-93',
    enterprise,
    { ...filedIn('350000'), ...details('homeUrl', 'a.xinghe-sample.com,b.xinghe-sample.com') },
    field('homeUrl'),
  ),
  quiet('FD-93', enterprise, filedIn('350000')),
  fires('FD-55', enterprise, details('serviceContents', []), field('serviceContents')),
  fires('FD-55', enterprise, details('serviceContents', [1, 2, 3, 4, 5, 6]), field('serviceContents')),
  quiet('FD-55', enterprise, details('serviceContents', [1, 2, 3, 4, 5])),
  fires('FD-94', enterprise, details('serviceContents', [8, 25]), field('serviceContents')),
  quiet('FD-94', enterprise),
  fires('FD-56', individual, details('serviceContents', [24, 9]), field('serviceContents')),
  quiet('FD-56', individual, details('serviceContents', [6])),
  fires('FD-56', individual, { ...filedIn('230000'), ...details('serviceContents', [24]) }, field('serviceContents')),
  quiet('FD-56', individual, { ...filedIn('230000'), ...details('serviceContents', [6]) }),
  fires('FD-56', individual, { ...filedIn('330000'), ...details('serviceContents', [6]) }, field('serviceContents')),
  quiet('FD-56', individual, filedIn('330000')),
  fires('FD-57', individual, { ...filedIn('410000'), ...details('remark', ' ') }, field('remark')),
  quiet('FD-57', individual, filedIn('410000')),
  fires('FD-61', enterprise, details('languages', []), field('languages')),
  quiet('FD-61', enterprise),
  fires('FD-95', enterprise, details('languages', ['zh-CN', 'xx']), field('languages')),
  quiet('FD-95', enterprise, details('languages', ['zh-CN', 'en'])),
  fires('FD-58', enterprise, details('preApprovals', [{ kind: 'NONE', number: '1' }]), field('preApprovals')),
  fires(
    'FD-58',
    enterprise,
    details('preApprovals', [
      { kind: 'NEWS', number: '1' },
      { kind: 'NEWS', number: '2' },
    ]),
    field('preApprovals'),
  ),
  quiet('FD-58', enterprise, details('preApprovals', [{ kind: 'NEWS', number: '样例1号' }])),
  fires('FD-59', enterprise, details('preApprovals', [{ kind: 'NEWS', number: ' ' }]), field('preApprovals')),
  quiet('FD-59', enterprise),
  fires('FD-60', individual, details('preApprovals', [{ kind: 'NEWS', number: '样例1号' }]), field('preApprovals')),
  quiet('FD-60', individual),
  fires('FD-62', individual, { ...filedIn('150000'), ...details('remark', '记'.repeat(29)) }, field('remark')),
  quiet('FD-62', individual, { ...filedIn('150000'), ...details('remark', '记'.repeat(30)) }),
  fires('FD-63', enterprise, details('remark', '记'.repeat(201)), field('remark')),
  quiet('FD-63', enterprise, details('remark', '记'.repeat(200))),
  fires(
    'FD-64',
    individual,
    { 'contents.websites.0.siteOwner': enterprise.contents.principal },
    'websites.0.siteOwner',
  ),
  quiet('FD-64', individual),
];
