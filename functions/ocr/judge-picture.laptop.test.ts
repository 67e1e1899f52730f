import sharp from 'sharp';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { JudgedKind } from '../../shared/domain/media/document.ts';
import type { Budgets } from '../../shared/domain/paid-calls.ts';
import { budgetsOf } from '../../tests/support/database/instance.ts';
import { draftFiling } from '../../tests/support/filings/filings.ts';
import { testReadings, textLine } from '../../tests/support/pictures/readings.ts';
import { readCertificate } from './read-certificate.ts';

const readings = await testReadings();
const { documents, ids, consents } = readings.instance;
const NUMBER = INDIVIDUAL.idCard.idNumber;
const calls = () => readings.vendor.calls('GeneralAccurateOCR') + readings.vendor.calls('DetectFace');

const seen = (...lines: readonly unknown[]) => readings.answer('GeneralAccurateOCR', { TextDetections: lines });
const sheet = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } })
  .composite([
    {
      input: Buffer.from(
        '<svg width="600" height="800"><circle cx="200" cy="540" r="60" fill="none" stroke="#d23a34" stroke-width="12"/>' +
          '<path d="M120 312h70M130 316h50" stroke="#27306f" stroke-width="9"/></svg>',
      ),
    },
  ])
  .jpeg()
  .toBuffer();

const letterOf = ({ organizer, domain, idCard }: Specimen, ...more: readonly unknown[]) => [
  textLine('网站备案承诺书', 0),
  textLine(`主办者名称${organizer.name}`, 100),
  textLine(`网站域名${domain}`, 140),
  textLine(`网站负责人${idCard.name}`, 180),
  textLine('法定代表人（签字）', 300),
  textLine('单位公章', 500),
  ...more,
];
const DATE = textLine('日期2026年11月30日', 400);

/** A picture that intake has passed on. */
async function picture(
  kind: JudgedKind,
  specimen: Specimen = INDIVIDUAL,
  isFiled = true,
  draft?: Awaited<ReturnType<typeof draftFiling>>,
) {
  const { applicantId, filingId } = draft ?? (await draftFiling(readings.instance, specimen));
  const [id, key] = [ids.uuid(), `clean/certificates/${ids.secret()}`];
  const grant = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${kind}/${ids.secret()}` };
  const document = { id, applicantId, ...(isFiled && { filingId }), kind, subject: 'principal' as const, ...grant };
  await documents.create(document, { grants: 10_000, bytes: Infinity });
  await readings.objectStore.write(key, sheet, 'image/jpeg');
  await documents.change(id, 'waiting', { state: 'reading', cleanKey: key });
  const ports = (budgets?: Budgets) => readings.ports(budgets ? readings.instanceWith(budgets) : readings.instance);
  return {
    applicantId,
    now: () => documents.findOwn(id, applicantId),
    deliver: (budgets?: Budgets) => readCertificate({ key, bytes: sheet.length, messageId: 'event' }, ports(budgets)),
  };
}

describe('a commitment letter', () => {
  it('is good when it shows all that it must; it is asked about once', async () => {
    const { deliver, now } = await picture('commitment-letter', ENTERPRISE);
    seen(...letterOf(ENTERPRISE, DATE));
    const before = calls();

    const outcomes = [await deliver(), await deliver()];

    expect(outcomes).toEqual(['done', 'seen']);
    expect(await now()).toMatchObject({
      state: 'ready',
      findings: [
        {
          ruleId: 'MT-97',
          severity: 'info',
          message: '已看到：标题、主办者和负责人、域名、签名、公章、日期。',
        },
      ],
    });
    expect(calls() - before).toBe(1);
  });

  it('is told what is missing, and where', async () => {
    const { deliver, now } = await picture('commitment-letter', ENTERPRISE);
    seen(...letterOf(ENTERPRISE, textLine('日期', 400)));

    await deliver();

    expect((await now()).findings).toMatchObject([
      { severity: 'info' },
      {
        ruleId: 'MT-97',
        severity: 'block',
        field: 'file',
        message: '没有看到日期，请手写签字那天的年、月、日，再拍一张。',
        params: { part: 'date', left: 0, top: expect.any(Number), width: expect.any(Number) },
      },
    ]);
  });

  it('is asked for once: the second such picture goes to the reviewer with what is missing beside it', async () => {
    const draft = await draftFiling(readings.instance, ENTERPRISE);
    const told = async () => {
      const { deliver, now } = await picture('commitment-letter', ENTERPRISE, true, draft);
      seen(...letterOf(ENTERPRISE, textLine('日期', 400)));
      await deliver();
      return (await now()).findings.filter(({ severity }) => severity !== 'info');
    };

    const [first, second] = [await told(), await told()];

    expect(first).toMatchObject([{ severity: 'block', params: { part: 'date' } }]);
    expect(second).toMatchObject([
      {
        severity: 'warn',
        message: '重拍的照片仍有这个问题，由审核员看照片，不用再拍：没有看到日期。',
        params: { part: 'date' },
      },
    ]);
  });

  it('of a person is kept with the place of their number', async () => {
    const { deliver, now } = await picture('commitment-letter');
    seen(...letterOf(INDIVIDUAL, DATE, textLine(`证件号码${NUMBER}`, 220)));

    await deliver();

    expect((await now()).fields?.idNumber).toMatchObject({ text: NUMBER, places: [expect.any(Array)] });
  });
});

describe('a photo of a person with their ID card', () => {
  it('is good with one face and the number, whose place is kept; both calls are billed once', async () => {
    const { deliver, now } = await picture('handheld-photo');
    seen(textLine('姓名样例', 600), textLine(`公民身份号码${NUMBER}`, 700));
    const before = calls();

    await deliver();

    expect(await now()).toMatchObject({
      state: 'ready',
      fields: { idNumber: { text: NUMBER, places: [expect.any(Array)] } },
      findings: [{ ruleId: 'MT-98', severity: 'info', message: '已看到：一张人脸、一张看得清的证件。' }],
    });
    expect(calls() - before).toBe(2);
    expect(readings.vendor.calls('CompareFace')).toBe(0);
  });

  it('is told what is missing when there is neither', async () => {
    const { deliver, now } = await picture('handheld-photo');
    seen();
    readings.answer('DetectFace', { FaceInfos: [] });

    await deliver();

    expect((await now()).findings.map(({ severity, params }) => [severity, params.part])).toEqual([
      ['block', 'face'],
      ['block', 'card'],
    ]);
  });

  it('may show any person’s card before there is a filing', async () => {
    const { deliver, now } = await picture('handheld-photo', INDIVIDUAL, false);
    seen(textLine(`公民身份号码${ENTERPRISE.idCard.idNumber}`, 700));

    await deliver();

    expect(await now()).toMatchObject({ state: 'ready', fields: undefined, findings: [{ severity: 'info' }] });
  });
});

describe('a picture that machines can’t look at', () => {
  const UNJUDGED = {
    state: 'ready',
    findings: [{ ruleId: 'MT-98', severity: 'warn', message: expect.stringContaining('由审核员查看'), params: {} }],
  };

  it.each([
    [
      'the vendor of texts is out of order',
      () => readings.vendor.failNext('GeneralAccurateOCR', { code: 'FailedOperation.UnOpenError' }),
    ],
    [
      'the vendor of faces fails, which may be billed',
      () => readings.vendor.failNext('DetectFace', { code: 'InternalError' }),
    ],
  ])('is kept for the reviewer when %s', async (_, happens) => {
    const { deliver, now } = await picture('handheld-photo');
    happens();

    expect(await deliver()).toBe('done');
    expect(await now()).toMatchObject(UNJUDGED);
  });

  it('is kept for the reviewer when no budget pays', async () => {
    const { deliver, now } = await picture('handheld-photo');
    const before = calls();

    expect(await deliver(budgetsOf(0))).toBe('done');
    expect(await now()).toMatchObject(UNJUDGED);
    expect(calls() - before).toBe(0);
  });

  it('[A3] is sent nowhere without its person’s consent, and deleted', async () => {
    const { applicantId, deliver, now } = await picture('handheld-photo');
    await consents.withdraw(applicantId);
    const before = calls();

    expect(await deliver()).toBe('done');
    expect(await now()).toMatchObject({ state: 'refused', findings: [{ ruleId: 'SEC-07' }] });
    expect(calls() - before).toBe(0);
  });
});
