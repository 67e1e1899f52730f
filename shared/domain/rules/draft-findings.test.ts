import { describe, expect, it } from 'vitest';
import { change, enterprise } from './cases.ts';
import { draftFindings } from './draft-findings.ts';

const ADDRESS = '广东省深圳市南山区科苑路88号样例大厦1203室';

/** What is found beside an organizer's form that is not complete, about a value that was read with doubt. */
function found(isTaken: boolean) {
  const filingCase = change(enterprise, {
    'contents.organizer': undefined,
    'documents.0.fields.address': { text: ADDRESS, confidence: 0.97 },
  });
  const typed = {
    value: ADDRESS,
    version: 1,
    page: 'page',
    device: '',
    at: '',
    ...(isTaken && ({ isTaken } as const)),
  };
  const draft = { version: 1, fields: { certificateAddress: typed }, others: {} };
  return draftFindings(filingCase, 'organizer', draft).map(({ ruleId }) => ruleId);
}

describe('a value of a form that is not complete, read with doubt', () => {
  it('is to be looked at as long as nobody has', () => {
    expect([found(true), found(false)]).toEqual([['RV-90'], []]);
  });
});
