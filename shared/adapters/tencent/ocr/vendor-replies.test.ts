import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../ports/documents/ocr.ts';
import {
  cardWarnAnswer,
  idCardAnswer,
  idCardReading,
  licenceAnswer,
  licenceReading,
  pictureWarnings,
} from './answers.ts';
import { validCardAnswer, validCardReading } from './valid-card.ts';
import { VENDOR_REPLIES, type VendorReply } from './vendor-replies.cases.ts';

const sideOf = ({ kind }: VendorReply) => (kind === 'id-back' ? 'BACK' : 'FRONT');
const readers: Readonly<Record<VendorReply['action'], (given: VendorReply) => Reading>> = {
  IDCardOCR: (given) => idCardReading(sideOf(given), idCardAnswer.parse(given.reply)),
  RecognizeValidIDCardOCR: (given) => validCardReading(sideOf(given), validCardAnswer.parse(given.reply)),
  BizLicenseOCR: ({ reply }) => licenceReading(licenceAnswer.parse(reply)),
};

/** A reading in the notation of the cases. */
function noted(reading: Reading, action: string) {
  if (reading.outcome === 'unreadable') return { read: reading.reason };
  if (reading.outcome === 'unanswered') return { read: reading.because };
  const values = Object.entries(reading.fields).map(([name, { text, evidence = [] }]) => [
    name,
    evidence.length === 0 ? text : [text, ...evidence],
  ]);
  return {
    read: Object.fromEntries(values),
    warnings: [...reading.warnings, ...(reading.isElectronic ? ['electronic'] : [])],
    notUnderstood: (reading.notUnderstood ?? []).map((what) => what.replace(`${action}.`, '')),
  };
}

describe('a reply of the vendor', () => {
  it('is known in at least 150 forms', () => {
    expect(VENDOR_REPLIES.length).toBeGreaterThanOrEqual(150);
    expect(new Set(VENDOR_REPLIES.map(({ what, kind, action }) => `${what} ${kind} ${action}`)).size).toBe(
      VENDOR_REPLIES.length,
    );
  });

  it.each(VENDOR_REPLIES.map((given) => [given.action, given.kind, given.what, given] as const))(
    '%s of %s is read as what it says: %s',
    (action, _kind, _what, given) => {
      const { read, warnings = [], notUnderstood = [] } = given;

      expect(noted(readers[action](given), action)).toEqual(
        typeof read === 'string' ? { read } : { read, warnings, notUnderstood },
      );
    },
  );
});

describe('a reading', () => {
  it.each(['IDCardOCR', 'RecognizeValidIDCardOCR', 'BizLicenseOCR'] as const)(
    'names %s behind each value',
    (action) => {
      const given = VENDOR_REPLIES.find(
        ({ action: name, read }) => name === action && 'name' in Object(read),
      ) as VendorReply;
      const reading = readers[action](given);

      expect(reading.outcome).toBe('read');
      expect(
        new Set(reading.outcome === 'read' ? Object.values(reading.fields).map(({ origin }) => origin) : []),
      ).toEqual(new Set([`tencent.ocr.${action}`]));
    },
  );

  it.each(['no object', '{"Quality":{}}'])('fails when what stands beside it is %s', (AdvancedInfo) => {
    const read = () => idCardReading('FRONT', idCardAnswer.parse({ Name: '周建明', AdvancedInfo }));

    expect(read).toThrow(expect.objectContaining({ port: 'ocr', kind: 'broken', vendorCode: 'UnexpectedAnswer' }));
  });
});

describe('the confidence of a value', () => {
  const stated = (values: Readonly<Record<string, number>>) => {
    const reading = validCardReading(
      'FRONT',
      validCardAnswer.parse({
        IDCardInfo: Object.fromEntries(
          Object.entries(values).map(([name, Confidence]) => [
            name,
            { Content: name === 'Birth' ? '1988/6/15' : '男', Confidence },
          ]),
        ),
      }),
      { 'RecognizeValidIDCardOCR.address': 0.9 },
    );
    return reading.outcome === 'read'
      ? Object.fromEntries(Object.entries(reading.fields).map(([name, { confidence }]) => [name, confidence]))
      : {};
  };

  it.each([
    [
      { Name: 90, Sex: 1 },
      { name: 0.9, sex: 0.01 },
    ],
    [
      { Name: 0.9, Sex: 1 },
      { name: 0.9, sex: 1 },
    ],
    [
      { Name: 100, Sex: 0 },
      { name: 1, sex: 0 },
    ],
  ])('is a share or percent, and the same in all of a reply: %j', (values, expected) => {
    expect(stated(values)).toEqual(expected);
  });

  it('counts from the limit of its action and value on, and without one never', () => {
    const answer = validCardAnswer.parse({
      IDCardInfo: { Address: { Content: '广东省深圳市', Confidence: 93 }, Nation: { Content: '汉', Confidence: 99 } },
    });
    const evidence = (limit: number) => {
      const reading = validCardReading('FRONT', answer, { 'RecognizeValidIDCardOCR.address': limit });
      return reading.outcome === 'read' ? [reading.fields.address?.evidence, reading.fields.nation?.evidence] : [];
    };

    expect([evidence(0.93), evidence(0.94)]).toEqual([
      [['stated'], []],
      [[], []],
    ]);
  });
});

describe('the check of a picture', () => {
  const seen = (IsWarn: boolean, RiskConfidence?: number) => ({ IsWarn, RiskConfidence, Polygon: [] });

  it('tells its warnings with the risk that the vendor states, as in its published example', () => {
    const reply = {
      ...{ CardType: 'idcard', Blur: seen(false, 0.01), BorderIncomplete: seen(true, 0.99), Copy: seen(false, 0.01) },
      ...{ Ps: seen(true, 0.7648103), Reflection: seen(false, 0.04), Reprint: seen(false, 0.01) },
    };

    expect(pictureWarnings(cardWarnAnswer.parse(reply))).toEqual({
      warnings: ['cut-edge', 'edited'],
      risks: { 'cut-edge': 0.99, edited: 0.7648103 },
      notUnderstood: [],
    });
  });

  it('takes the higher of two risks for the same defect, and none where none is stated', () => {
    const reply = { Cover: seen(true, 0.9), Overlap: seen(true, 0.4), Copy: seen(true) };

    expect(pictureWarnings(cardWarnAnswer.parse(reply))).toEqual({
      warnings: ['covered', 'copy'],
      risks: { covered: 0.9 },
      notUnderstood: [],
    });
  });

  it('names an electronic paper, and warnings of later versions', () => {
    const reply = {
      Electron: seen(true, 0.99),
      RemakeScreen: seen(true, 0.9),
      Tamper: seen(false),
      Later: null,
      Reprint: seen(true, 0.8),
    };

    expect(pictureWarnings(cardWarnAnswer.parse(reply))).toEqual({
      warnings: ['screen'],
      risks: { screen: 0.8 },
      isElectronic: true,
      notUnderstood: ['RecognizeGeneralCardWarn.RemakeScreen'],
    });
  });
});
