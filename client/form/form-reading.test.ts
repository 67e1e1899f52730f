import { describe, expect, it } from 'vitest';
import { draftOf } from './form-draft.ts';
import { type FormField, PERSON_FIELDS } from './form-fields.ts';
import { createFormReading } from './form-reading.ts';
import type { TakenOver } from './taken-over.ts';

const NAME = PERSON_FIELDS.find(({ key }) => key === 'name') as FormField;

function reading(typed: string, text: string, isDoubtful = false) {
  const draft = draftOf(PERSON_FIELDS, { name: typed });
  const taken: TakenOver = {};
  const form = createFormReading({
    filingId: 'f',
    path: 'principal',
    organizerKind: 'enterprise',
    fields: PERSON_FIELDS,
    draft,
    taken,
    subject: 'principal',
    readFrom: ({ kind }) => (kind === 'id-front' ? { name: { text, isDoubtful } } : {}) as never,
    isElsewhere: () => false,
    confirmed: {},
  });
  form.fill();
  return { form, draft, taken };
}

describe('a form beside its certificates', () => {
  it('takes over what was read where nothing is typed', () => {
    const { draft, taken, form } = reading('', '陈星远', true);

    expect([draft.name, taken.name, form.needsLook(NAME)]).toEqual(['陈星远', '陈星远', true]);
  });

  it('keeps what is typed, and says that it differs until the person confirms it', () => {
    const { draft, form } = reading('陈星元', '陈星远');

    expect([draft.name, form.differs(NAME)]).toEqual(['陈星元', true]);
    form.confirm(NAME);
    expect(form.differs(NAME)).toBe(false);
  });

  it.each([
    ['440305198806159974', true, false],
    ['440305198806159974', false, true],
    ['440106199704189988', true, true],
  ])(
    'says nothing of the card of another person, once somebody known was chosen (%s, %s)',
    (idNumber, known, differs) => {
      const draft = draftOf(PERSON_FIELDS, { name: '周建明', idNumber });
      const card = { name: { text: '何书云' }, idNumber: { text: '440106199704189988' } };
      const form = createFormReading({
        ...{ filingId: 'f', path: 'websites.0.siteOwner', organizerKind: 'enterprise', fields: PERSON_FIELDS },
        ...{ draft, taken: {}, subject: 'website:w', confirmed: {} },
        readFrom: ({ kind }) => (kind === 'id-front' ? card : {}) as never,
        isElsewhere: () => known,
      });

      expect(form.differs(NAME)).toBe(differs);
    },
  );

  it('asks for no look at what was confirmed', () => {
    const { form } = reading('', '陈星远', true);

    form.confirm(NAME);

    expect(form.needsLook(NAME)).toBe(false);
  });
});
