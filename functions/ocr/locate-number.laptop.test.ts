import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../../shared/domain/media/document.ts';
import { draftFiling } from '../../tests/support/filings.ts';
import { testReadings, textLine } from '../../tests/support/readings.ts';
import { readCertificate } from './read-certificate.ts';

const readings = await testReadings();
const { documents, ids, consents } = readings.instance;
const NUMBER = INDIVIDUAL.idCard.idNumber;

const ports = (locatedKinds: readonly 'handheld-photo'[] = ['handheld-photo']) =>
  readings.ports(readings.instance, { ocr: readings.ocrOf(readings.instance, { locatedKinds }) });
const asked = () => readings.vendor.calls('GeneralAccurateOCR');

const seen = (...lines: readonly unknown[]) => readings.answer('GeneralAccurateOCR', { TextDetections: lines });

/** A hand-held photo that intake has written. */
async function photo({ of = INDIVIDUAL, state = 'ready', isFiled = true }: Given = {}) {
  const { applicantId, filingId } = await draftFiling(readings.instance, of);
  const [id, key] = [ids.uuid(), `clean/certificates/${ids.secret()}`];
  const subject = 'principal' as const;
  const grant = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/handheld-photo/${ids.secret()}` };
  await documents.create(
    { id, applicantId, ...(isFiled && { filingId }), kind: 'handheld-photo', subject, ...grant },
    { grants: 10_000, bytes: Infinity },
  );
  await readings.objectStore.write(key, Buffer.from('a picture'), 'image/jpeg');
  await documents.change(id, 'waiting', { state, cleanKey: key });
  return {
    id,
    applicantId,
    now: () => documents.findOwn(id, applicantId),
    deliver: (by = ports()) => readCertificate({ key, bytes: 9, messageId: 'event' }, by),
  };
}
interface Given {
  readonly of?: Specimen;
  readonly state?: DocumentState;
  readonly isFiled?: boolean;
}

describe('a photo of a person with their ID card', () => {
  it('is kept with the place of the number that the filing is about, asked for once; it is in use meanwhile', async () => {
    const { deliver, now } = await photo();
    const before = asked();
    seen(textLine('姓名何书云', 0), textLine(`公民身份号码${NUMBER}`, 300));

    const outcomes = [await deliver(), await deliver()];

    expect(outcomes).toEqual(['done', 'seen']);
    expect(await now()).toMatchObject({
      state: 'ready',
      fields: {
        idNumber: {
          text: NUMBER,
          places: [
            [
              [60, 300],
              [240, 300],
              [240, 320],
              [60, 320],
            ],
          ],
        },
      },
    });
    expect(asked() - before).toBe(1);
  });

  it('waits until intake has committed it', async () => {
    const { id, deliver, now } = await photo({ state: 'checking' });
    seen(textLine(NUMBER, 0));

    const delivered = deliver();
    await documents.change(id, 'checking', { state: 'ready' });

    expect(await delivered).toBe('done');
    expect((await now()).fields?.idNumber?.places).toHaveLength(1);
  });

  it.each([
    ['no line has the number', () => seen(textLine('公民身份号码', 300))],
    ['another number stands there', () => seen(textLine(ENTERPRISE.idCard.idNumber, 300))],
    ['the vendor fails', () => readings.vendor.failNext('GeneralAccurateOCR', { code: 'InternalError' }, 2)],
    [
      'the account has not bought it',
      () => readings.vendor.failNext('GeneralAccurateOCR', { code: 'FailedOperation.UnOpenError' }),
    ],
  ])('stays in use without a place when %s', async (_, happens) => {
    const { deliver, now } = await photo();
    happens();

    expect(await deliver()).toBe('seen');
    expect(await now()).toMatchObject({ state: 'ready', fields: undefined, findings: [] });
  });

  it('[A3] is sent nowhere without its person’s consent', async () => {
    const { applicantId, deliver, now } = await photo();
    await consents.withdraw(applicantId);
    const before = asked();

    expect(await deliver()).toBe('seen');
    expect([asked() - before, (await now()).fields]).toEqual([0, undefined]);
  });
});

it.each<[string, Given, readonly 'handheld-photo'[]]>([
  ['of an enterprise, with its licence', { of: ENTERPRISE }, ['handheld-photo']],
  ['before there is a filing', { isFiled: false }, ['handheld-photo']],
  ['where the operator has places off', {}, []],
])('nothing is asked about a photo %s', async (_, given, located) => {
  const { deliver, now } = await photo(given);
  const before = asked();

  await deliver(ports(located));

  expect([asked() - before, (await now()).fields]).toEqual([0, undefined]);
});
