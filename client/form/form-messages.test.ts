import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import type { FilingView, Finding } from '../calls/messages.ts';
import { PERSON_FIELDS } from './form-fields.ts';
import { messagesAt, messagesBeside, messagesFor, reasonBeside, whyShut } from './form-messages.ts';

const finding = (field: string, ruleId = 'FD-40'): Finding => ({
  ruleId,
  severity: 'block',
  field,
  message: `关于 ${field}`,
  params: {},
});
const NOTHING = { flagged: [], gaps: [], problems: [], judged: [], findings: [], aimed: undefined };

describe('the messages beside a field', () => {
  it('are those of the reviewer, the gaps, the request and the rules about it', () => {
    const texts = messagesFor('principal', 'mobile', {
      flagged: [{ field: 'principal.mobile', reason: '打不通。', suggestion: '请更换。' }],
      gaps: PERSON_FIELDS.filter(({ key }) => key === 'mobile'),
      problems: [{ field: 'mobile', message: '太长。' }],
      judged: [finding('principal.mobile'), finding('principal.email')],
      findings: [
        { ...finding('principal.mobile'), message: '不同负责人不能填写相同的电话。' },
        finding('principal.mobile'),
      ],
      aimed: undefined,
    }).map(({ text }) => text);

    expect(texts).toEqual([
      '审核意见：打不通。',
      '请填写手机号码。',
      '太长。',
      '关于 principal.mobile',
      '不同负责人不能填写相同的电话。',
    ]);
  });

  it('include those about its form and its parts', () => {
    const judged = [finding('organizer'), finding('organizer.address.detail'), finding('organizer.addressBook')];

    const texts = messagesFor('organizer', 'address', { ...NOTHING, judged }).map(({ text }) => text);

    expect(texts).toEqual(['关于 organizer.address.detail']);
  });

  it('leave out that the value differs from its certificate, which the field asks about itself', () => {
    expect(messagesFor('principal', 'mobile', { ...NOTHING, judged: [finding('principal.mobile', 'FD-18')] })).toEqual(
      [],
    );
  });
});

describe('the length of a term', () => {
  it('is said beside both of its days, as either may be wrong', () => {
    const judged = [finding('principal.idValidTo', 'FD-17'), finding('principal.idValidTo', 'FD-15')];
    const beside = (key: string) => messagesFor('principal', key, { ...NOTHING, judged: judged.slice(0, 1) }).length;

    expect(['idValidFrom', 'idValidTo', 'name'].map(beside)).toEqual([1, 1, 0]);
    expect(messagesFor('principal', 'idValidFrom', { ...NOTHING, judged: judged.slice(1) })).toEqual([]);
  });
});

describe('what is only open yet', () => {
  const findings = [finding('principal.email', 'PR-02'), { ...finding('principal.email'), severity: 'warn' } as const];

  it('reproaches nobody, until an address leads to it: then the words stand there', () => {
    const texts = (aimed?: string) => messagesFor('principal', 'email', { ...NOTHING, findings, aimed }).length;

    expect([texts(), texts('principal.mobile'), texts('principal.email')]).toEqual([0, 0, 1]);
  });
});

describe('a place of a page', () => {
  const flagged = [
    { field: 'websites.0.documents', reason: '照片都太暗', suggestion: '重拍' },
    { field: 'websites.0.documents.handheld-photo', reason: '挡住了执照' },
    { field: 'organizer.name', reason: '与执照不符' },
  ];
  const texts = (...[place, known, inner]: Parameters<typeof messagesAt>) =>
    messagesAt(place, known, inner).map(({ text }) => text);

  it('says why it was flagged, also when the section around it was', () => {
    expect(messagesAt('websites.0.documents.handheld-photo', { ...NOTHING, flagged })).toEqual([
      { severity: 'require', text: '审核意见：照片都太暗', suggestion: '重拍' },
      { severity: 'require', text: '审核意见：挡住了执照', suggestion: undefined },
    ]);
    expect(texts('websites.1.documents.handheld-photo', { ...NOTHING, flagged })).toEqual([]);
  });

  it('says what is found in it, but for what places within it say; the page as a whole has what is left', () => {
    const findings = ['websites.0.domain', 'websites.0.details.name', 'filing'].map((field) => finding(field));

    expect(texts('websites.0', { ...NOTHING, findings }, ['websites.0.details'])).toEqual(['关于 websites.0.domain']);
    expect(texts('', { ...NOTHING, findings }, ['websites.0'])).toEqual(['关于 filing']);
  });
});

describe('a field', () => {
  const filing = (state: FilingView['state'], ...fields: string[]) =>
    ({ state, flagged: fields.map((field) => ({ field, reason: '' })) }) as unknown as FilingView;
  const asked = {
    eligibility: { organizerKind: 'enterprise' },
    organizer: {},
    websites: [],
  } as unknown as FilingContents;

  it.each([
    ['draft', [], 'principal.mobile', true],
    ['returned', ['principal'], 'principal.mobile', true],
    ['returned', ['organizer.address.detail'], 'organizer.address', true],
    ['returned', ['principal.email'], 'principal.mobile', false],
    ['submitted', ['principal.mobile'], 'principal.mobile', false],
    // A field that was not asked when the filing was sent.
    ['returned', ['principal'], 'organizer.legalRepresentative', true],
  ] as const)('of a filing that is %s with %j flagged: %s may change: %s', (state, flagged, path, isOpen) => {
    expect(whyShut(filing(state, ...flagged), path, asked) === undefined).toBe(isOpen);
  });

  it('that was taken over from the record is shut, and says which operation changes it; a site owner’s is not', () => {
    const view = { ...filing('draft'), filingType: 'new-website', startedFrom: { recordId: 'r', version: 1 } } as const;
    const why = (path: string, of: object = {}) => whyShut({ ...view, ...of } as FilingView, path, asked);

    expect(why('principal.idValidTo')).toBe('这一项以已备案的为准；有变化的，请放弃本订单，先办理变更备案。');
    expect([
      why('websites.0.siteOwner.mobile'),
      why('organizer.legalRepresentative'),
      why('principal.idValidTo', { startedFrom: undefined }),
      why('principal.idValidTo', { filingType: 'change' }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('what is said beside a picture', () => {
  it('says once what it is for, by the message that asks for it', () => {
    const asks = [{ severity: 'require', text: '请上传网站备案承诺书。' }] as const;

    expect(reasonBeside('须提供承诺书。', 'missing', asks)).toBe('');
    expect(reasonBeside('须提供承诺书。', 'missing', [])).toBe('须提供承诺书。');
    expect(reasonBeside('须提供承诺书。', 'refused', asks)).toBe('须提供承诺书。');
  });

  it('says a part that is missing in its row alone, and everything else once', () => {
    const noDate: Finding = {
      ...{ ruleId: 'MT-97', severity: 'block', field: 'file', message: '没有看到日期。', params: { part: 'date' } },
    };
    const cut = finding('file', 'MT-92');
    const said = (text: string) => ({ severity: 'block', text, suggestion: undefined }) as const;

    const known = [said('没有看到日期。'), said('关于 file'), said('审核员：请重拍')];
    expect(messagesBeside([noDate, cut], known).map(({ text }) => text)).toEqual(['关于 file', '审核员：请重拍']);
  });
});
