import { describe, expect, it } from 'vitest';
import { isFilingCase } from '../../shared/domain/rules/case.ts';
import { ELSEWHERE } from '../../shared/domain/rules/elsewhere.ts';
import { FILING_RULES } from '../../shared/domain/rules/pre-check.ts';
import { foundByRules } from '../../tests/support/filings/found-by-rules.ts';
import { fieldsFor, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import { messagesAt, messagesFor } from '../form/form-messages.ts';
import { questionOfField } from './questions.ts';
import { stepOfField } from './steps.ts';

const found = await foundByRules();
const ofFilings = found.filter(({ anyCase }) => isFilingCase(anyCase));

/** The fields of the form that a path is in; undefined for what is in none. */
function fieldsAt(path: string): readonly string[] | undefined {
  const [, form = ''] = /^(organizer|principal|websites\.\d+\.(?:details|siteOwner))\./.exec(path) ?? [];
  if (form === '') return undefined;
  const fields = form === 'organizer' ? ORGANIZER_FIELDS : form.endsWith('details') ? WEBSITE_FIELDS : PERSON_FIELDS;
  return fieldsFor(fields, 'enterprise', '440000').map(({ key }) => key);
}

describe('every rule', () => {
  it('has a finding in its cases, so that its address can be looked at', () => {
    const ids = new Set(found.map(({ finding }) => finding.ruleId));

    expect(FILING_RULES.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBeGreaterThan(200);
  });

  it('leads from a check before a filing to one of the six inputs, or to the filing that is open', () => {
    const inputs = /^(region|certificateType|certificateNumber|domain|cloudService|filing)(\.|$)/;

    const elsewhere = found.filter(({ anyCase, finding }) => !isFilingCase(anyCase) && !inputs.test(finding.field));
    expect(elsewhere.map(({ finding }) => `${finding.ruleId} ${finding.field}`)).toEqual([]);
  });

  it('leads in a filing to the step that has its field; only what no form can mend stands in the preview', () => {
    const fields = new Set(ofFilings.map(({ finding }) => finding.field));
    const inPreview = [...fields].filter((field) => stepOfField(field, 'enterprise') === 'preview');

    expect(inPreview.toSorted()).toEqual(['consent', 'filing', 'filingType']);
    expect([...fields].filter((field) => stepOfField(field, 'enterprise') === 'submission')).toEqual(['terms']);
  });

  it('leads to one question, unless no form can mend it, and has its words there, whatever the rule', () => {
    const websites = [1, 2, 3, 4, 5, 6].map((number) => ({ domain: `yunfan-${number}.cn` }));
    const asked = { organizerKind: 'enterprise', websites } as const;
    const nowhere = ofFilings.filter(({ finding }) => !questionOfField(asked, finding.field));
    const silent = ofFilings.filter(({ finding }) => {
      const known = { flagged: [], findings: [finding], aimed: finding.field };
      const [, form = '', key = ''] = /^(.*(?:organizer|principal|details|siteOwner))\.(\w+)/.exec(finding.field) ?? [];
      const said = form
        ? messagesFor(form, key, { ...known, gaps: [], problems: [], judged: [] })
        : messagesAt(finding.field, known);
      return !said.some(({ text }) => text === finding.message);
    });

    expect([...new Set(nowhere.map(({ finding }) => finding.field))].toSorted()).toEqual([
      ...['consent', 'filing', 'filingType', 'terms'],
    ]);
    expect(silent.map(({ finding }) => `${finding.ruleId} ${finding.field}`)).toEqual([]);
  });

  it('names fields that the forms have', () => {
    const unknown = ofFilings.filter(({ finding }) => {
      const key = finding.field.replace(/^websites\.\d+\./, '').split('.')[1] ?? '';
      return fieldsAt(finding.field)?.includes(key) === false;
    });

    expect(unknown.map(({ finding }) => `${finding.ruleId} ${finding.field}`)).toEqual([]);
  });

  it('that is handled elsewhere and finds something in a picture leads to its tile', () => {
    const inPictures = ELSEWHERE.filter(({ why }) => why.includes('the pre-check includes its findings'));

    expect(inPictures.map(({ id }) => id)).toEqual(['MT-05', 'MT-06', 'MT-91', 'MT-93', 'FD-97', 'MT-07']);
    expect(stepOfField('documents.id-front', 'enterprise')).toBe('organizer');
    expect(stepOfField('websites.0.documents.handheld-photo', 'individual')).toBe('materials');
  });
});
