import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { type FieldProblem, Refused } from '../../../contracts/kit/refusal.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { Document, DocumentKind, ReadFields } from '../media/document.ts';
import { papersForEnding, papersOfEnding } from './ending-papers.ts';

/** A paper as intake and OCR leave it. */
const paper = (kind: DocumentKind, fields?: ReadFields): Document => ({
  id: kind,
  kind,
  subject: kind === 'business-licence' || kind === 'ending-declaration' ? 'organizer' : 'principal',
  applicantId: 'a',
  state: 'ready',
  contentType: 'image/jpeg',
  filingId: undefined,
  incomingKey: kind,
  findings: [],
  createdAt: new Date('2026-11-24T02:00:00.000Z'),
  updatedAt: new Date('2026-11-24T02:00:00.000Z'),
  ...(fields && { fields }),
});
const [LICENCE, DECLARATION] = [
  paper('business-licence', { creditCode: { text: ENTERPRISE.licence.creditCode } }),
  paper('ending-declaration'),
];
const { name, idNumber } = ENTERPRISE.principal;
/** Shows the card of a company's principal. */
const shown = (fields: ReadFields | undefined, specimen: Specimen = ENTERPRISE) => {
  const papers =
    specimen === INDIVIDUAL
      ? [paper('id-front', fields), paper('handheld-photo'), DECLARATION]
      : [LICENCE, paper('id-front', fields), DECLARATION];
  return () => papersForEnding(contentsOf(specimen, 'w1'), papers);
};
/** The message of each refused field. */
function refusedFields(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused && error.refusal === 'ending.papers')
      return Object.fromEntries(
        (error.facts.fields as readonly FieldProblem[]).map(({ field, message }) => [field, message]),
      );
    throw error;
  }
  return {};
}
const marks = ({ findings }: ReturnType<typeof papersForEnding>) =>
  findings.map(({ ruleId, severity, field, message }) => [ruleId, severity, field, message]);

describe('the card of the principal who ends a record by papers', () => {
  it('is theirs when name and number are those that are filed', () => {
    const { papers, findings, evidence } = shown({ name: { text: name }, idNumber: { text: idNumber } })();

    expect(papers.map(({ kind }) => kind)).toEqual(['business-licence', 'id-front', 'ending-declaration']);
    expect(findings).toEqual([]);
    expect(evidence.values.map(({ field, agreement }) => `${field} ${agreement}`)).toEqual(
      expect.arrayContaining(['eligibility.certificateNumber same', 'principal.name same', 'principal.idNumber same']),
    );
  });

  it('is refused when its number was surely read and is another one', () => {
    const other = { name: { text: name }, idNumber: { text: INDIVIDUAL.principal.idNumber } };

    expect(refusedFields(shown(other))).toEqual({
      'documents.id-front':
        '身份证号码与在案的主体负责人不一致，请换成主体负责人的身份证；负责人已经换人的，请先变更备案。',
    });
  });

  it.each<[string, ReadFields | undefined, readonly string[]]>([
    ['could not be read', undefined, ['principal.name', 'principal.idNumber']],
    ['has another name', { name: { text: '何书云' }, idNumber: { text: idNumber } }, ['principal.name']],
    [
      'has a number that was read with doubt',
      { name: { text: name }, idNumber: { text: INDIVIDUAL.principal.idNumber, confidence: 0.5 } },
      ['principal.idNumber'],
    ],
  ])('goes to the reviewer with a mark when it %s', (_, fields, fieldsMarked) => {
    const message = '证件上的这一项没有识别出来，或与在案的不同，请对照照片核对。';

    expect(marks(shown(fields)())).toEqual(fieldsMarked.map((field) => ['MT-96', 'confirm', field, message]));
  });
});

describe('the papers of a person', () => {
  const own = { name: { text: INDIVIDUAL.principal.name }, idNumber: { text: INDIVIDUAL.principal.idNumber } };

  it('have a mark at the hand-held photo, whose face no machine compares', () => {
    expect(marks(shown(own, INDIVIDUAL)())).toEqual([
      [
        'MT-96',
        'confirm',
        'documents.handheld-photo',
        '手持证件照里的人脸没有用机器比对，请核对是不是身份证照片上的人。',
      ],
    ]);
  });

  it('are not taken with the card of somebody else', () => {
    expect(refusedFields(shown({ ...own, idNumber: { text: idNumber } }, INDIVIDUAL))).toEqual({
      'documents.id-front': '证件号码与备案的主体不一致，请换成主体的证件。',
    });
  });
});

it('a principal with another certificate shows that one, which a reviewer compares', () => {
  const contents = contentsOf(ENTERPRISE, 'w1');
  const principal = { ...ENTERPRISE.principal, certificateType: 'passport', idNumber: 'E12345678' } as const;
  const { papers, findings } = papersForEnding({ ...contents, principal }, [LICENCE, paper('passport'), DECLARATION]);

  expect(papersOfEnding('enterprise', principal).map(({ kind }) => kind)).toEqual([
    'business-licence',
    'passport',
    'ending-declaration',
  ]);
  expect(papers).toHaveLength(3);
  expect(findings.map(({ field }) => field)).toEqual(['principal.name', 'principal.idNumber']);
});
