import * as z from 'zod/mini';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id } from '../../../../contracts/kit/words.ts';
import { CALL_OUTCOMES } from '../../../domain/cases/call.ts';

/** Every list of work. `mine`: with a lease of the caller · the others are of the team. */
export const queueName = z.enum([
  'mine',
  'call-again',
  'resubmitted',
  'second-view',
  'new',
  'changes',
  'endings',
  'held',
]);

const milliseconds = z.int().check(z.minimum(0));

/** How a case stands in time. Durations are working time in milliseconds. */
export const clockView = z.strictObject({
  standing: z.enum(['overdue', 'due-today', 'later', 'paused']),
  limitMs: milliseconds,
  usedMs: milliseconds,
  /** Absent while the clock stands. */
  dueAt: z.optional(instant),
  /** Why it stands, and when the applicant is called again. */
  pausedFor: z.optional(z.enum(['call-missed', 'call-connected', 'held', 'authority-closed'])),
  goesOnAt: z.optional(instant),
});

/** Who works at a case. `holder` is the id of a member of staff. */
export const leaseView = z.strictObject({ holder: anyText, isMine: z.boolean(), until: instant });

/** One line of a list. */
export const workRow = z.strictObject({
  caseId: id,
  filingId: id,
  /** To send with every change: who has seen an older version is refused. */
  version: z.int(),
  state: z.enum(['open', 'decided', 'sent', 'withdrawn', 'replaced']),
  filingType: anyText,
  round: z.int(),
  /** Six digits of GB/T 2260. */
  province: anyText,
  domains: z.array(anyText),
  /** A person's name is masked. */
  organizer: anyText,
  /** Why it is in this list, in words. */
  reason: anyText,
  risk: z.int(),
  receivedAt: instant,
  clock: clockView,
  /** Why two must agree; empty for an ordinary case. */
  secondView: z.array(anyText),
  lease: z.optional(leaseView),
});

const pixels = z.number().check(z.minimum(0), z.maximum(100_000));
const corner = z.tuple([pixels, pixels]);
/** Corners of a line of print in the direction of reading, in pixels of the picture. */
const place = z.tuple([corner, corner, corner, corner]);

/** Another source's value of a row, beside what was typed. `silent`: it was asked and gave no answer. */
export const source = z.strictObject({
  agreement: z.enum(['same', 'differs', 'silent']),
  /** Masked where the row is. Absent where it is the same, or the source does not tell its value; '' where it has none. */
  value: z.optional(anyText),
  /** 0 to 1, of what was read from a picture. */
  confidence: z.optional(z.number()),
  /** Whether what was read counts without a person's look. */
  isSure: z.optional(z.boolean()),
  /** The paper that it was read from. */
  documentId: z.optional(anyText),
  /** Where it stands in that paper. */
  places: z.optional(z.array(place)),
});

const finding = z.strictObject({ ruleId: anyText, severity: anyText, message: anyText });

/** `fits`, `differs`, `open`; `call`: to be asked on the phone. */
export const conclusionKind = z.enum(['fits', 'differs', 'open', 'call']);

const conclusion = z.strictObject({
  conclusion: conclusionKind,
  by: anyText,
  at: instant,
  spentSeconds: z.int(),
});

/** A row of the checklist. */
export const checkRow = z.strictObject({
  /** The path of its field in the package, e.g. `organizer.name`; of a paper `documents.<id>`. */
  row: anyText,
  group: anyText,
  label: anyText,
  /** What was typed, masked if it is personal. */
  value: anyText,
  /** The value can be revealed. */
  isMasked: z.boolean(),
  /** And the caller must say why. */
  needsReason: z.boolean(),
  documents: z.array(anyText),
  /** Pictures that the caller has not opened in this round; before that they can't say that the row fits. */
  unseen: z.array(anyText),
  read: z.optional(source),
  register: z.optional(source),
  record: z.optional(source),
  earlier: z.optional(source),
  /** An obvious slip in it may be corrected in accepting. */
  mayAmend: z.boolean(),
  /** The machine found nothing to judge: the row needs no key. */
  needsJudgement: z.boolean(),
  /** Somebody found in a round before that it fits, with the same value and pictures. */
  wasJudged: z.boolean(),
  findings: z.array(finding),
  /** What else is known of it, each with its source: the province's own demand on a remark, the server's addresses. */
  told: z.array(z.strictObject({ text: anyText, source: anyText })),
  /** In later rounds: whether it was flagged, what the applicant wrote to it, whether it has another value. */
  asked: z.optional(z.strictObject({ reason: anyText, word: z.optional(anyText) })),
  isChanged: z.boolean(),
  /** It made the case one for two people. */
  causesSecondView: z.boolean(),
  mine: z.optional(conclusion),
  /** The first reviewer's, once the second has concluded on what caused the second view. */
  first: z.optional(conclusion),
});

export const paper = z.strictObject({
  documentId: anyText,
  kind: anyText,
  label: anyText,
  subject: anyText,
  contentType: anyText,
  /** Whether a machine could read it; absent where no machine reads certificates of its kind. */
  isRead: z.optional(z.boolean()),
  /** What is covered until it is revealed: the last four digits of an ID card, or all of a picture whose places nobody knows. */
  covered: z.optional(z.enum(['last-digits', 'picture'])),
  /** What was noticed in this picture. */
  findings: z.array(finding),
});

/** One face beside its certificate, by website. */
export const face = z.strictObject({
  subject: anyText,
  portrait: z.optional(anyText),
  photo: z.optional(anyText),
  video: z.optional(anyText),
  /** Key frames of the film, the vendor's best first; empty where none came. */
  frames: z.array(anyText),
  /** How similar the film is to photo and authority, 0 to 100, and from where on it is the same person. */
  similarity: z.optional(z.number()),
  threshold: z.optional(z.number()),
  /** How similar the photo is to the portrait on the card. */
  portraitSimilarity: z.optional(z.number()),
  portraitThreshold: z.optional(z.number()),
  isPassed: z.optional(z.boolean()),
  /** The score is of a demonstration and proves no identity. */
  isDemonstration: z.optional(z.boolean()),
  /** Why the last try failed. */
  reasons: z.array(anyText),
});

export const flaggedView = z.strictObject({
  field: anyText,
  label: anyText,
  reasonId: z.optional(anyText),
  reasonVersion: z.optional(z.int()),
  reason: anyText,
  suggestion: z.optional(anyText),
});

export const amendmentView = z.strictObject({
  field: anyText,
  label: anyText,
  before: anyText,
  after: anyText,
  reason: anyText,
});

const decisionKind = z.enum(['accepted', 'returned', 'declined']);
const decisionState = z.enum(['second-view', 'waiting', 'sent', 'taken-back', 'dropped']);

/** A decision of the caller's own, as their list of the day shows it. */
export const ownDecision = z.strictObject({
  caseId: id,
  domains: z.array(anyText),
  kind: decisionKind,
  state: decisionState,
  decidedAt: instant,
});

/** What was decided, as long as it can be seen. */
export const decisionView = z.strictObject({
  decisionId: id,
  kind: decisionKind,
  state: decisionState,
  decidedBy: anyText,
  decidedAt: instant,
  /** Until then it can be taken back. */
  sendsAt: z.optional(instant),
  comment: z.optional(anyText),
  secondBy: z.optional(anyText),
  secondComment: z.optional(anyText),
  flagged: z.array(flaggedView),
  /** What is corrected with an acceptance, as the applicant reads it. */
  amendments: z.array(amendmentView),
});

export const note = z.strictObject({ by: anyText, at: instant, text: anyText });

export const callItem = z.strictObject({
  item: anyText,
  text: anyText,
  answer: z.optional(z.enum(['fits', 'differs', 'not-said'])),
});

export const callOutcome = z.enum(CALL_OUTCOMES);

export const callView = z.strictObject({
  callId: id,
  /** The row whose number is called. */
  row: anyText,
  by: anyText,
  startedAt: instant,
  connectedAt: z.optional(instant),
  endedAt: z.optional(instant),
  /** `lost`: whoever called has lost the case before they wrote how it ended. */
  outcome: z.optional(z.enum([...CALL_OUTCOMES, 'lost'])),
  items: z.array(callItem),
});

/** A case with another filing in common. */
export const relatedCase = z.strictObject({
  caseId: id,
  by: z.array(z.enum(['organizer', 'person', 'phone', 'server'])),
  domains: z.array(anyText),
  organizer: anyText,
  state: anyText,
  receivedAt: instant,
});

/** `about`: the paper or field, in words, with whose it is. */
const timelineEvent = z.strictObject({ at: instant, actor: anyText, action: anyText, about: z.optional(anyText) });

export const caseView = z.strictObject({
  ...workRow.shape,
  papers: z.array(paper),
  rows: z.array(checkRow),
  /** Only for an ending: why, whether papers stand for the code to the filed phone, and the numbers that end. */
  ending: z.optional(z.strictObject({ reason: anyText, byPapers: z.boolean(), numbers: z.array(anyText) })),
  faces: z.array(face),
  notes: z.array(note),
  calls: z.array(callView),
  related: z.array(relatedCase),
  /** Earlier rounds of the filing, the newest first. */
  rounds: z.array(z.strictObject({ caseId: id, round: z.int(), state: anyText, outcome: z.optional(anyText) })),
  decision: z.optional(decisionView),
  /**
   * Only in a second view: `conclude-first` until the caller has concluded on the rows that caused it; the first reviewer's
   * conclusions and recommendation are absent until then.
   */
  secondViewer: z.optional(z.enum(['conclude-first', 'recommendation-shown'])),
  /** What happened, in words, the newest last. */
  timeline: z.array(timelineEvent),
  /** By the caller today. */
  revealsToday: z.int(),
  /** What is missing before the case can be accepted, in words; empty when nothing is. */
  missing: z.array(anyText),
});

/** Messengers, links and numbers in words to the applicant are meant: who wrote them has been told of each. */
export const confirmsWords = z.optional(z.boolean());
