import { describe, expect, it } from 'vitest';
import type { ProvinceChoice } from '../eligibility/start.ts';
import type { UploadedDocument } from './documents.ts';
import {
  countsRead,
  firstCertificateOf,
  kindShown,
  numberRead,
  placeOfCheck,
  provinceRead,
  provinceWords,
  takenAlong,
  takenFrom,
} from './first-certificate.ts';

const field = (text: string, isDoubtful = false) => ({ text, isDoubtful });
const province = (code: string, name: string, outsiders?: 'proof' | 'refused', isOpen = true): ProvinceChoice => {
  const demands = { domainMonths: 0, footerNumber: 'organizer' } as const;
  const individual = outsiders ? { ...demands, outsiders } : demands;
  return { code, name, short: name.slice(0, 2), isOpen, demands: { enterprise: demands, individual } };
};
const PROVINCES = [
  province('440000', '广东省', 'proof'),
  province('350000', '福建省', 'proof'),
  province('120000', '天津市', 'refused'),
  province('430000', '湖南省', undefined, false),
];

describe('the certificate of the first step', () => {
  it('is the licence of an enterprise, and the portrait side of a person’s card', () => {
    expect([firstCertificateOf('enterprise'), firstCertificateOf('individual')]).toEqual([
      { filingId: undefined, kind: 'business-licence', subject: 'organizer' },
      { filingId: undefined, kind: 'id-front', subject: 'principal' },
    ]);
  });

  it('leads on from the picture, also where its number was not read', () => {
    const place = (state: UploadedDocument['state'], read = {}, byHand = false) =>
      placeOfCheck('enterprise', { state, read }, byHand);

    expect([place('missing'), place('reading'), place('ready')]).toEqual(['picture', 'read', 'unread']);
    expect(place('ready', { creditCode: field('91440300MAYH3K7264') })).toBe('read');
    expect([place('missing', {}, true), place('ready', {}, true)]).toEqual(['read', 'read']);
  });

  it('gives the number, and whether to look at it', () => {
    expect(numberRead('enterprise', { creditCode: field('91440300MAYH3K7264', true) })).toMatchObject({
      text: '91440300MAYH3K7264',
      isDoubtful: true,
    });
    expect(numberRead('individual', { creditCode: field('91440300MAYH3K7264') })).toBeUndefined();
  });

  it('says how much was read, and how much of it without certainty', () => {
    const read = { validTo: field('long-term'), name: field('深圳市云帆样例科技有限公司', true) };

    expect(countsRead('enterprise', read)).toBe('读出 2 项，其中 1 处没有把握');
    expect(countsRead('enterprise', { name: field('深圳市云帆样例科技有限公司') })).toBe('读出 1 项，都有把握');
  });
});

describe('a picture of the other paper', () => {
  const WRONG = {
    ruleId: 'MT-06',
    severity: 'block',
    field: 'file',
    message: '',
    params: { reason: 'not-this-certificate' },
  } as const;
  /** The documents of somebody who has sent one picture as a licence. @param shows what is read from it as an ID card */
  function sent(shows: Partial<UploadedDocument>, findings: readonly object[] = [WRONG]) {
    const done: string[] = [];
    const now: Record<string, object> = { 'business-licence': { state: 'refused', findings, read: {} } };
    const documents = {
      of: ({ kind }: { kind: string }) =>
        (now[kind] ?? { state: 'missing', findings: [], read: {} }) as UploadedDocument,
      sendAs: async (from: { kind: string }, as: { kind: string }) => {
        done.push(`${from.kind} as ${as.kind}`);
        now[as.kind] = { state: 'refused', findings: [], read: {}, ...shows };
      },
      forget: ({ kind }: { kind: string }) => void done.push(`forget ${kind}`),
    };
    return { documents, done };
  }

  it('is read as that paper, without being taken again: an ID card makes it a person’s filing', async () => {
    const { documents, done } = sent({ state: 'ready', read: { idNumber: field('44030019900307401X') } });

    expect(await kindShown(documents, 'enterprise')).toBe('individual');
    expect(done).toEqual(['business-licence as id-front', 'forget business-licence']);
  });

  it('stays refused when it is neither', async () => {
    const { documents, done } = sent({});

    expect(await kindShown(documents, 'enterprise')).toBe('enterprise');
    expect(done).toEqual(['business-licence as id-front', 'forget id-front']);
  });

  it('is not tried when the paper was the right one, but blurred', async () => {
    const { documents, done } = sent({}, [{ ...WRONG, params: { reason: 'blurred' } }]);

    expect(await kindShown(documents, 'enterprise')).toBe('enterprise');
    expect(done).toEqual([]);
  });

  it('is taken along as the principal’s card when a company goes on with its licence', () => {
    const documents = {
      of: ({ kind }: { kind: string }) => ({ state: 'ready', documentId: `id of ${kind}` }) as UploadedDocument,
    };

    expect(takenAlong(documents, 'enterprise')).toEqual(['id of business-licence', 'id of id-front']);
    expect(takenAlong(documents, 'individual')).toEqual(['id of id-front']);
  });
});

describe('what the inputs take over', () => {
  const BLANK = { region: '', organizerKind: 'individual', certificateNumber: '', takenNumber: '' } as const;
  const read = (address: string) => ({ idNumber: field('44030019900307401X'), address: field(address) });

  it('is the number and the province of the card; one that is closed here is left to choose', () => {
    expect(takenFrom(BLANK, read('福建省厦门市思明区样例路1号'), PROVINCES, false)).toEqual({
      certificateNumber: '44030019900307401X',
      takenNumber: '44030019900307401X',
      region: '350000',
    });
    expect(
      takenFrom({ ...BLANK, region: '440000' }, read('湖南省长沙市岳麓区样例路1号'), PROVINCES, false),
    ).toMatchObject({
      region: '',
    });
  });

  it('is nothing that the person has typed or chosen by hand', () => {
    const typed = { ...BLANK, region: '440000', certificateNumber: '440300199003074010' };

    expect(takenFrom(typed, read('福建省厦门市思明区样例路1号'), PROVINCES, true)).toEqual({});
  });

  it('is a company’s province also where it can’t file here, so that it is told', () => {
    const licence = { creditCode: field('91430100MAYH3K7264') };

    expect(takenFrom({ ...BLANK, organizerKind: 'enterprise' }, licence, PROVINCES, false)).toMatchObject({
      region: '430000',
    });
  });
});

describe('the province of a certificate', () => {
  it.each([
    ['its address', { address: field('福建省厦门市思明区样例路1号') }, '350000'],
    [
      'its registry',
      { address: field('深圳市南山区科苑南路168号'), creditCode: field('91440300MAYH3K7264') },
      '440000',
    ],
    [
      'its address before its registry',
      { address: field('福建省福州市'), creditCode: field('91440300MAYH3K7264') },
      '350000',
    ],
    ['neither', { address: field('深圳市南山区科苑南路168号') }, undefined],
    ['a registry elsewhere', { creditCode: field('91110000MAYH3K7264') }, undefined],
    ['nothing', {}, undefined],
  ])('is told by %s', (_, read, code) => {
    expect(provinceRead(read, PROVINCES)).toBe(code);
  });

  const told = (organizerKind: 'enterprise' | 'individual', region: string, address: string) =>
    provinceWords({ region, organizerKind }, { address: field(address) }, PROVINCES);

  it('that is closed here leaves a person those where they may live, with the proof that is due there', () => {
    expect(told('individual', '', '湖南省长沙市岳麓区样例路1号')).toEqual({
      text: '身份证的住址在湖南省，那里还不能在这里办理。住在哪里？',
      isWrong: true,
      choices: [
        { code: '440000', short: '广东', about: '个人的身份证是外省的，须有广东的居住证明。' },
        { code: '350000', short: '福建', about: '个人的身份证是外省的，须有福建的居住证明。' },
      ],
    });
  });

  it('is told with the proof that is due when a person chooses another one, and not when it is their own', () => {
    expect(told('individual', '440000', '福建省厦门市思明区样例路1号').text).toBe(
      '身份证的住址在福建省，在广东省备案。个人的身份证是外省的，须有广东的居住证明。',
    );
    expect(told('individual', '350000', '福建省厦门市思明区样例路1号')).toMatchObject({ text: '', isWrong: false });
  });

  it('of a company is its own alone', () => {
    expect(told('enterprise', '440000', '福建省厦门市思明区样例路1号')).toEqual({
      text: '营业执照的登记地在福建省，选的是广东省。企业在登记地的省份备案。',
      isWrong: true,
      choices: [{ code: '350000', short: '福建', about: '' }],
    });
    expect(told('enterprise', '430000', '湖南省长沙市岳麓区样例路1号')).toEqual({
      text: '营业执照的登记地在湖南省，企业在登记地的省份备案，那里还不能在这里办理。',
      isWrong: true,
      choices: [],
    });
    expect(told('enterprise', '350000', '福建省厦门市思明区样例路1号').text).toBe('');
  });
});
