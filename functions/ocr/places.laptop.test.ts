import { expect, it } from 'vitest';
import type { OcrSettings } from '../../shared/adapters/tencent/ocr/ocr.ts';
import { testReadings, textLine } from '../../tests/support/pictures/readings.ts';

const readings = await testReadings();

const LOCATED: Partial<OcrSettings> = { locatedKinds: ['id-front', 'id-back', 'business-licence'] };
const ports = () => readings.ports(readings.instance, { ocr: readings.ocrOf(readings.instance, LOCATED) });

const seen = (...lines: readonly unknown[]) => readings.answer('GeneralAccurateOCR', { TextDetections: lines });
const placesIn = (document: {
  readonly fields?: Readonly<Record<string, { readonly places?: unknown }>> | undefined;
}) => Object.fromEntries(Object.entries(document.fields ?? {}).map(([name, { places }]) => [name, places]));

it('what was read from a certificate is kept with its place in the picture; the call is billed', async () => {
  const { deliver, now } = await readings.passedOn('id-front');
  const before = readings.vendor.calls('GeneralAccurateOCR');
  seen(textLine('姓名周建明', 0), textLine('公民身份号码440305198806159974', 300));

  await deliver(ports());

  expect(placesIn(await now())).toMatchObject({
    name: [
      [
        [20, 0],
        [50, 0],
        [50, 20],
        [20, 20],
      ],
    ],
    idNumber: [
      [
        [60, 300],
        [240, 300],
        [240, 320],
        [60, 320],
      ],
    ],
    address: undefined,
  });
  expect(readings.vendor.calls('GeneralAccurateOCR') - before).toBe(1);
});

it.each([
  ['the vendor fails', () => readings.vendor.failNext('GeneralAccurateOCR', { code: 'InternalError' }, 2)],
  [
    'the vendor finds no text',
    () => readings.vendor.failNext('GeneralAccurateOCR', { code: 'FailedOperation.ImageNoText' }),
  ],
  [
    'the account has not bought it',
    () => readings.vendor.failNext('GeneralAccurateOCR', { code: 'FailedOperation.UnOpenError' }),
  ],
  ['a line has fewer places than characters', () => seen({ ...textLine('姓名周建明', 0), WordCoordPoint: [] })],
])('a certificate is ready without places when %s', async (_, happens) => {
  const { deliver, now } = await readings.passedOn('id-front');
  happens();

  const outcome = await deliver(ports());

  expect(outcome).toBe('done');
  const document = await now();
  expect(document).toMatchObject({
    state: 'ready',
    findings: [],
    fields: { idNumber: { text: '440305198806159974' } },
  });
  expect(Object.values(placesIn(document)).filter(Boolean)).toEqual([]);
});

it('nothing is asked, and nothing paid, where the operator has it off', async () => {
  const { deliver, now } = await readings.passedOn('id-front');
  const before = readings.vendor.calls('GeneralAccurateOCR');

  await deliver(readings.ports());

  expect(readings.vendor.calls('GeneralAccurateOCR') - before).toBe(0);
  expect((await now()).state).toBe('ready');
});
