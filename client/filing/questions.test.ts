import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../../shared/domain/media/document.ts';
import type { Finding, Overview } from '../calls/messages.ts';
import { fieldsFor, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import { nextQuestion, type Place, questionOfField, questionsNow, questionsOf } from './questions.ts';
import { stepOfField } from './steps.ts';

const ENTERPRISE = {
  ...{ organizerKind: 'enterprise', filingType: 'first', state: 'draft' },
  websites: [{ domain: 'yunfan-keji.cn' }],
} as const satisfies Place;
const INDIVIDUAL = { ...ENTERPRISE, organizerKind: 'individual' } as const satisfies Place;
const TWO_SITES = { ...ENTERPRISE, websites: [...ENTERPRISE.websites, { domain: 'yunfan-docs.cn' }] } satisfies Place;

/** The path of every field, document and check that a filing with so many websites can have. */
function everyPath({ organizerKind, websites }: Place): readonly string[] {
  const below = (path: string, fields: Parameters<typeof fieldsFor>[0]) =>
    fieldsFor(fields, organizerKind, '440000').map(({ key }) => `${path}.${key}`);
  // A licence is an enterprise's own.
  const isOne = (path: string) => organizerKind === 'enterprise' && path === '';
  const documents = (path: string) =>
    Object.keys(DOCUMENT_KINDS)
      .filter((kind) => kind !== 'business-licence' || isOne(path))
      .map((kind) => `${path}documents.${kind}`);
  return [
    ...below('organizer', ORGANIZER_FIELDS),
    ...below('principal', PERSON_FIELDS),
    ...documents(''),
    ...['eligibility.certificateNumber', 'eligibility.domain', 'eligibility.cloudService.code'],
    ...['organizer.address.detail', 'organizer', 'principal', 'documents'],
    ...websites.flatMap((_website, place) => [
      ...below(`websites.${place}.details`, WEBSITE_FIELDS),
      ...below(`websites.${place}.siteOwner`, PERSON_FIELDS),
      ...documents(`websites.${place}.`),
      ...['', '.domain', '.cloudService.code', '.details', '.siteOwner', '.liveness', '.documents'].map(
        (part) => `websites.${place}${part}`,
      ),
    ]),
  ];
}

describe.each([
  ['an enterprise', ENTERPRISE],
  ['an individual', INDIVIDUAL],
  ['an enterprise with two websites', TWO_SITES],
])('the questions of %s', (_who, view) => {
  it('have each field, document and check in exactly one of them, on the step page that has it', () => {
    const questions = questionsOf(view);
    const twice = questions.flatMap(({ fields }) => fields).filter((field, place, all) => all.indexOf(field) !== place);
    const wrong = everyPath(view).filter((path) => {
      const question = questionOfField(view, path);
      return question === undefined || question.step !== stepOfField(path, view.organizerKind);
    });

    expect(twice).toEqual([]);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(wrong).toEqual([]);
  });

  it('say of themselves that their own fields are theirs', () => {
    const stolen = questionsOf(view).flatMap(({ id, fields }) =>
      fields.filter((field) => questionOfField(view, field)?.id !== id),
    );

    expect(stolen).toEqual([]);
  });

  it('are short: none shows more than six fields', () => {
    const keys = [...ORGANIZER_FIELDS, ...PERSON_FIELDS, ...WEBSITE_FIELDS].map(({ key }) => key);
    const shown = everyPath(view).filter((path) => keys.some((key) => path.endsWith(`.${key}`)));
    const isOfOwner = (path: string) => view.organizerKind === 'individual' && path.includes('.siteOwner.');
    const counts = questionsOf(view).map(
      ({ id }) => shown.filter((path) => !isOfOwner(path) && questionOfField(view, path)?.id === id).length,
    );

    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
  });
});

it('The questions come in the order in which they are best answered, what expires last', () => {
  expect(questionsOf(ENTERPRISE).map(({ title }) => title)).toEqual([
    ...['营业执照', '主体负责人的证件', '主体负责人的联系方式', '通信地址', '网站名称和内容'],
    ...['网站负责人', '网站负责人的联系方式', '网站备案承诺书', '其他材料', '投资人和备注（选填）'],
    ...['手持证件照', '视频核身'],
  ]);
  expect(questionsOf(INDIVIDUAL).map(({ title }) => title)).toEqual([
    ...['身份证', '联系方式', '通信地址', '网站名称和内容', '网站备案承诺书', '其他材料'],
    ...['备注（选填）', '手持证件照', '视频核身'],
  ]);
});

it('What is about the filing as a whole, and the terms, are no question', () => {
  const none = ['filing', 'filingType', 'consent', 'terms'].map((path) => questionOfField(ENTERPRISE, path));

  expect(none).toEqual([undefined, undefined, undefined, undefined]);
});

const found = (ruleId: string, field: string, message = '请填写。'): Finding => ({
  ...{ ruleId, field, message, severity: 'block', params: {} },
});
const overviewWith = (parts: Partial<Overview>): Overview => ({
  ...{ filingId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01', state: 'draft' },
  ...{ findings: [], gaps: [], waiting: [], repairs: [], ...parts },
});
const rows = (overview: Overview, view: Place = ENTERPRISE) => questionsNow(overview, view) ?? [];
const openIn = (overview: Overview) => rows(overview).filter(({ state }) => state === 'open');

describe('the questions of several websites', () => {
  it('say which website of how many they are about', () => {
    const titles = questionsOf(TWO_SITES).flatMap(({ id, title }) => (id.startsWith('website-') ? [title] : []));

    expect(titles).toEqual(['网站名称和内容：yunfan-keji.cn（1/2）', '网站名称和内容：yunfan-docs.cn（2/2）']);
  });
});

describe('what a record says already', () => {
  const OF_RECORD = ['principal-contacts', 'organizer-address', 'organizer-more'];
  const listed = (overview: Overview, filingType: Place['filingType']) =>
    rows(overview, { ...ENTERPRISE, filingType }).flatMap(({ question = '' }) =>
      OF_RECORD.includes(question) ? [question] : [],
    );

  it.each([
    ['first', OF_RECORD],
    ['new-website', []],
    ['new-access', []],
    ['change', OF_RECORD],
  ] as const)('is not on the list of %s, where nobody may change it', (filingType, left) => {
    expect(listed(overviewWith({}), filingType)).toEqual(left);
  });

  it('is on the list when something is found against it', () => {
    const findings = [found('PR-02', 'principal.mobile', '请填写手机号码。')];

    expect(listed(overviewWith({ findings }), 'new-access')).toEqual(['principal-contacts']);
  });
});

describe('a form that was never complete', () => {
  const findings = [found('PR-02', 'principal', '请填写主体负责人。')];

  it('leaves all its questions open while nobody has begun it', () => {
    expect(openIn(overviewWith({ findings })).map(({ question }) => question)).toEqual([
      'principal-card',
      'principal-contacts',
    ]);
  });

  it('leaves those open that still lack something, leads to it, and says what', () => {
    const overview = overviewWith({
      findings,
      gaps: ['principal.email', 'principal.mobile', 'websites.0.details.name'],
    });

    expect(openIn(overview)).toMatchObject([
      { question: 'principal-contacts', field: 'principal.mobile', note: '还差手机号码、电子邮箱' },
    ]);
  });

  it('says of many what fits a line', () => {
    expect(openIn(overviewWith({ findings })).map(({ note }) => note)).toEqual([
      '还差姓名、证件类型等 6 项',
      '还差手机号码、办公室电话等 4 项',
    ]);
  });
});

describe('a remark that may stay blank', () => {
  const remark = (organizer: object, filingType: Place['filingType'] = 'first') =>
    rows(overviewWith({}), { ...INDIVIDUAL, filingType, organizer } as unknown as Place).find(
      ({ question }) => question === 'organizer-more',
    )?.state;

  it('is not called done before anything stands there, and holds nothing up', () => {
    expect([remark({}), remark({ remark: '' }), remark({ remark: '本人经营的样例书店。' })]).toEqual([
      'optional',
      'optional',
      'done',
    ]);
    expect(rows(overviewWith({}), INDIVIDUAL).at(-1)?.state).toBe('open');
    expect(remark({}, 'new-website')).toBeUndefined();
  });
});

describe('a value that was read with doubt', () => {
  const findings = [
    { ...found('RV-90', 'principal.name'), severity: 'warn' as const },
    { ...found('RV-90', 'eligibility.certificateNumber'), severity: 'warn' as const },
  ];

  it('leaves its question open until somebody has answered, and the way to preview closed', () => {
    const overview = overviewWith({ findings });

    expect(openIn(overview)).toMatchObject([
      { question: 'principal-card', field: 'principal.name', note: '请核对姓名' },
    ]);
    expect(rows(overview).at(-1)).toMatchObject({ state: 'closed', note: '上面各项完成后可以提交' });
    expect(nextQuestion(rows(overview), 'liveness')?.question).toBe('principal-card');
  });

  it('is none of what a record says, which can’t be changed here', () => {
    expect(rows(overviewWith({ findings }), { ...ENTERPRISE, filingType: 'new-website' }).at(-1)?.state).toBe('open');
  });

  it('is the reviewer’s once they have returned the filing', () => {
    const returned = rows(overviewWith({ findings, state: 'returned' }), { ...ENTERPRISE, state: 'returned' });

    expect(returned.map(({ state }) => state)).not.toContain('closed');
  });
});

describe('the next question', () => {
  it('is the next one that is open or wrong, and after the last one the first', () => {
    const overview = overviewWith({
      findings: [found('FD-20', 'organizer.address', '地址太短。'), found('MT-14', 'websites.0.liveness')],
      waiting: [{ field: 'websites.0.documents.commitment-letter' }],
    });

    expect(nextQuestion(rows(overview), 'licence')?.question).toBe('organizer-address');
    expect(nextQuestion(rows(overview), 'organizer-address')?.question).toBe('liveness');
    expect(nextQuestion(rows(overview), 'liveness')?.question).toBe('organizer-address');
    expect(nextQuestion(rows(overview))?.question).toBe('organizer-address');
    expect(nextQuestion(rows(overviewWith({})), 'licence')).toBeUndefined();
  });

  it('is not the one that is shown, even when it is still open', () => {
    expect(
      nextQuestion(rows(overviewWith({ findings: [found('MT-14', 'websites.0.liveness')] })), 'liveness'),
    ).toBeUndefined();
  });
});
