import { describe, expect, it } from 'vitest';
import { moodOf, unkindnessOf } from './mood.ts';

const CARD = {
  Type: '身份证人像面',
  IDCardInfo: {
    Name: { Content: '周建明', Confidence: 99.5, IsInComplete: 0, IsKeyReflect: 0 },
    IdNum: { Content: '440305198806159974', Confidence: 99.9, IsInComplete: 0, IsKeyReflect: 0 },
    WarnInfos: { CopyCheck: 0, BlurScore: 0.1 },
  },
  ResidencePermitInfo: null,
};
const CALLS = Array.from({ length: 300 }, (_, call) => call);

/** A reply to the first call of an action that gets this. */
function spoiled(action: string, name: string, reply: Readonly<Record<string, unknown>>, index = 0) {
  const found = CALLS.map((call) => unkindnessOf(1, action, call)).filter((unkindness) => unkindness?.name === name);
  return found[index]?.spoil?.(reply);
}

describe('a vendor on a bad day', () => {
  it('does the same to the same calls with the same seed, and counts each action by itself', () => {
    const [first, again, other] = [moodOf(39), moodOf(39), moodOf(40)].map((mood) =>
      CALLS.map(() => mood('BizLicenseOCR')?.name),
    );
    const mood = moodOf(39);
    const between = CALLS.map(() => [mood('IDCardOCR'), mood('BizLicenseOCR')?.name][1]);

    expect(again).toEqual(first);
    expect(between).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('fails one call in six, in the middle, and spoils half of the other readings in each way', () => {
    const names = CALLS.map((call) => unkindnessOf(1, 'RecognizeValidIDCardOCR', call)?.name ?? 'kind');
    const share = (...wanted: readonly string[]) => names.filter((name) => wanted.includes(name)).length / CALLS.length;

    expect(share('throttled', 'broken', 'bad-gateway')).toBeCloseTo(1 / 6, 1);
    expect(share('kind')).toBeCloseTo(5 / 12, 1);
    expect([...new Set(names)].toSorted()).toEqual([
      ...['bad-gateway', 'broken', 'confidence-90', 'disagreeing', 'half-read', 'kind', 'throttled', 'warning'],
    ]);
  });

  it('is no mood of other actions, and only fails where a verdict is given', () => {
    const names = (action: string) => new Set(CALLS.map((call) => unkindnessOf(1, action, call)?.name ?? 'kind'));

    expect(names('SendSms')).toEqual(new Set(['kind']));
    expect(names('LivenessCompare')).toEqual(new Set(['kind', 'throttled', 'broken', 'bad-gateway']));
  });
});

describe('a spoiled reply', () => {
  it('of a card states 90 for every value', () => {
    expect(spoiled('RecognizeValidIDCardOCR', 'confidence-90', CARD)).toMatchObject({
      Type: '身份证人像面',
      IDCardInfo: { Name: { Content: '周建明', Confidence: 90 }, IdNum: { Confidence: 90 } },
      ResidencePermitInfo: null,
    });
  });

  it.each([
    ['half-read', '"Content":""'],
    ['disagreeing', '"IsInComplete":1'],
    ['warning', 'Check":1'],
  ])('of a card is %s', (name, sign) => {
    const replies = [0, 1, 2, 3, 4].map((index) =>
      JSON.stringify(spoiled('RecognizeValidIDCardOCR', name, CARD, index)),
    );

    expect(replies.filter((reply) => reply.includes(sign)).length).toBeGreaterThan(2);
  });

  it.each([
    [
      'IDCardOCR',
      'warning',
      { AdvancedInfo: '{"Quality":80}' },
      /"\{\\"Quality\\":80,\\"WarnInfos\\":\[-910[1356]\]\}"/,
    ],
    ['BizLicenseOCR', 'warning', {}, /"RecognizeWarnCode":\[-910[24]\]/],
    ['BizLicenseOCR', 'disagreeing', {}, /"Electronic":true,"RecognizeWarnCode":\[-9104\]/],
    ['RecognizeGeneralCardWarn', 'warning', {}, /"IsWarn":true,"RiskConfidence":0\.[5-9]/],
    ['GeneralAccurateOCR', 'half-read', { TextDetections: [1, 2, 3, 4] }, /^\{"TextDetections":\[\d,\d,\d\]\}$/],
  ])('of %s has a %s', (action, name, reply, sign) => {
    expect(JSON.stringify(spoiled(action, name, reply))).toMatch(sign);
  });

  it('is no refusal: an error stays what it is', () => {
    const error = { Error: { Code: 'FailedOperation.ImageBlur', Message: '' } };

    expect(spoiled('BizLicenseOCR', 'half-read', error)).toEqual(error);
  });
});
