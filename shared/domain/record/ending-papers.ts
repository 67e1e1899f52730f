import { certificatePictures } from '../../../contracts/data/person-certificates.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { MachineEvidence } from '../../../contracts/review-desk/evidence.ts';
import type { PackedFinding } from '../../../contracts/review-desk/package.ts';
import type { FilingContents, OrganizerKind, Person } from '../filing/filing.ts';
import { machineEvidence } from '../filing/machine-evidence.ts';
import { type Document, type DocumentKind, type DocumentSubject, limitsOf } from '../media/document.ts';

/** A paper that an ending needs where nobody can type its code. */
export interface EndingPaper {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
}

/**
 * What stands for a code when the filed phone is lost: a declaration that is stamped or signed with a fingerprint, and the
 * certificates of whoever makes it. Source: provider's page about cancellation, 2022.
 */
export function papersOfEnding(kind: OrganizerKind, principal: Person | undefined): readonly EndingPaper[] {
  const [card = 'id-front'] = certificatePictures(principal?.certificateType ?? 'id-card');
  const own: EndingPaper = { kind: card, subject: 'principal' };
  const declaration: EndingPaper = { kind: 'ending-declaration', subject: 'organizer' };
  return kind === 'enterprise'
    ? [{ kind: 'business-licence', subject: 'organizer' }, own, declaration]
    : [own, { kind: 'handheld-photo', subject: 'principal' }, declaration];
}

/** What a reviewer decides by whether somebody may recover a record: the certificates, and the principal's face with theirs. */
export const papersOfRecovery = (kind: OrganizerKind, principal: Person | undefined): readonly EndingPaper[] => [
  ...papersOfEnding(kind, principal).filter(
    ({ kind: paper }) => !['ending-declaration', 'handheld-photo'].includes(paper),
  ),
  { kind: 'handheld-photo', subject: 'principal' },
];

/** The papers of an ending, what was read from them beside what is filed, and what a reviewer must look at. */
export interface ProvenEnding {
  readonly papers: readonly Document[];
  readonly evidence: MachineEvidence;
  readonly findings: readonly PackedFinding[];
}

/**
 * The papers among an account's documents that stand for the code of an ending. Whether they prove it is for a reviewer to
 * say: what was not read, or is not what is filed, has a mark (MT-96), and no machine compares the face in a hand-held photo,
 * because nobody has consented to that. The same for a recovery. A certificate whose number was surely read and is another one
 * is not taken.
 *
 * @throws Refused('ending.papers') with each paper that is missing, not ready or of somebody else.
 */
export function papersForEnding(
  contents: FilingContents,
  documents: readonly Document[],
  papersOf = papersOfEnding,
): ProvenEnding {
  const found = papersOf(contents.eligibility.organizerKind, contents.principal).map((paper) => ({
    ...paper,
    shown: documents.find(
      ({ kind, subject, state }) => kind === paper.kind && subject === paper.subject && state === 'ready',
    ),
  }));
  const papers = found.flatMap(({ shown }) => shown ?? []);
  const evidence = machineEvidence(contents, papers, { documents: papers, checks: [], company: undefined });
  const fields = found.flatMap(({ kind, shown }) => {
    const field = `documents.${kind}`;
    if (!shown) return [{ field, message: `请上传${limitsOf(kind).label}，等检查完成后再提交。` }];
    const other = evidence.values.find((value) => value.document === shown.id && isSurelyOther(value));
    return other ? [{ field, message: other.field === 'principal.idNumber' ? OTHER_PRINCIPAL : OTHER_ORGANIZER }] : [];
  });
  if (fields.length > 0) throw new Refused('ending.papers', { fields });
  return { papers, evidence, findings: marksOf(contents, papers, evidence) };
}

const OTHER_ORGANIZER = '证件号码与备案的主体不一致，请换成主体的证件。';
const OTHER_PRINCIPAL =
  '身份证号码与在案的主体负责人不一致，请换成主体负责人的身份证；负责人已经换人的，请先变更备案。';

/** A name may be written in another way, or have changed: only a number says that it is somebody else. */
const isSurelyOther = ({ field, agreement, isSure }: MachineEvidence['values'][number]): boolean =>
  agreement === 'differs' && isSure === true && /(certificateNumber|idNumber)$/.test(field);

/** What a reviewer must look at, because no machine has found it to be as it is filed. */
function marksOf(
  { eligibility }: FilingContents,
  papers: readonly Document[],
  { values }: MachineEvidence,
): readonly PackedFinding[] {
  const isSame = (path: string) => values.some(({ field, agreement }) => field === path && agreement === 'same');
  const isPerson = eligibility.organizerKind === 'individual';
  const compared = [...(isPerson ? [] : ['eligibility.certificateNumber']), 'principal.name', 'principal.idNumber'];
  return [
    ...compared
      .filter((path) => !isSame(path))
      .map((path) => mark(path, '证件上的这一项没有识别出来，或与在案的不同，请对照照片核对。')),
    ...(papers.some(({ kind }) => kind === 'handheld-photo')
      ? [mark('documents.handheld-photo', '手持证件照里的人脸没有用机器比对，请核对是不是身份证照片上的人。')]
      : []),
  ];
}

const mark = (field: string, message: string) => ({ ruleId: 'MT-96', severity: 'confirm', field, message });
