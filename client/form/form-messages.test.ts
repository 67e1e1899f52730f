import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import type { FilingView, Finding } from '../calls/messages.ts';
import { PERSON_FIELDS } from './form-fields.ts';
import { isOpenField, messagesFor } from './form-messages.ts';

const finding = (field: string, ruleId = 'FD-40'): Finding => ({
  ruleId,
  severity: 'block',
  field,
  message: `关于 ${field}`,
  params: {},
});
const NOTHING = { flagged: [], gaps: [], problems: [], findings: [] };

describe('the messages beside a field', () => {
  it('are those of the reviewer, the gaps, the request and the rules about it', () => {
    const texts = messagesFor('principal', 'mobile', {
      flagged: [{ field: 'principal.mobile', reason: '打不通。', suggestion: '请更换。' }],
      gaps: PERSON_FIELDS.filter(({ key }) => key === 'mobile'),
      problems: [{ field: 'mobile', message: '太长。' }],
      findings: [finding('principal.mobile'), finding('principal.email')],
    }).map(({ text }) => text);

    expect(texts).toEqual(['审核意见：打不通。', '请填写手机号码。', '太长。', '关于 principal.mobile']);
  });

  it('include those about its form and its parts', () => {
    const findings = [finding('organizer'), finding('organizer.address.detail'), finding('organizer.addressBook')];

    const texts = messagesFor('organizer', 'address', { ...NOTHING, findings }).map(({ text }) => text);

    expect(texts).toEqual(['关于 organizer.address.detail']);
  });

  it('leave out that the section is incomplete, which the gaps say', () => {
    expect(
      messagesFor('principal', 'mobile', { ...NOTHING, findings: [finding('principal.mobile', 'FD-18')] }),
    ).toEqual([]);
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
    expect(isOpenField(filing(state, ...flagged), path, asked)).toBe(isOpen);
  });
});
