import { PERSON_CERTIFICATES } from '../../contracts/data/person-certificates.ts';
import { stops } from '../../contracts/kit/finding.ts';
import { mayBeFilledIn } from '../../shared/domain/filing/ending-types.ts';
import { isPrefilled } from '../../shared/domain/filing/prefilled.ts';
import { fieldName, shortName } from '../../shared/domain/filing/view-names.ts';
import type { FilingView, Finding, Overview } from '../calls/messages.ts';
import { isOpen, isWithin, messageOf } from '../form/form-messages.ts';
import { type FilingStepId, isOfWhole, titleOf } from './steps.ts';

/** A short part of a step page, which is shown alone: one question, or a few that are answered together. */
export interface Question {
  /** Stable for one filing: `licence`, `website-0`. */
  readonly id: string;
  readonly title: string;
  /** The page that has its fields. */
  readonly step: FilingStepId;
  /**
   * The paths of what belongs to it, as findings name them: fields and documents, and around them the parts of a filing
   * of which it says what no field of theirs does. The longest path that something is in counts.
   */
  readonly fields: readonly string[];
}

/** What the questions of a filing depend on. */
export type Asked = Pick<FilingView, 'organizerKind'> & {
  readonly websites: readonly { readonly domain: string }[];
};

const PICTURES = [...new Set(PERSON_CERTIFICATES.flatMap(({ pictures }) => pictures))];
const below = (path: string, keys: readonly string[]): readonly string[] => keys.map((key) => `${path}.${key}`);
const cardAt = (person: string, documents: string): readonly string[] => [
  ...below(documents, PICTURES),
  ...below(person, ['name', 'certificateType', 'idNumber', 'idValidFrom', 'idValidTo', 'isLegalRepresentative']),
];
const contactsAt = (person: string) => below(person, ['mobile', 'officePhone', 'emergencyPhone', 'email']);
const READ_OF_ORGANIZER = below('organizer', ['name', 'certificateAddress', 'legalRepresentative']);

/** The questions of a filing in the order in which they are best answered: what expires comes last. */
export function questionsOf(asked: Asked): readonly Question[] {
  const { organizerKind, websites } = asked;
  const places = websites.map((_website, place) => place);
  const isEnterprise = organizerKind === 'enterprise';
  const whole = ['eligibility', 'organizer'];
  const each = (step: FilingStepId, id: string, title: string, fields: (path: string) => readonly string[]) =>
    places.map((place) => ({
      id: `${id}-${place}`,
      title: places.length > 1 ? `${title}：${websites[place]?.domain}（${place + 1}/${places.length}）` : title,
      step,
      fields: fields(`websites.${place}`),
    }));
  const card = cardAt('principal', 'documents');
  const ofOwners = places.flatMap((place) => [
    `websites.${place}.siteOwner`,
    ...below(`websites.${place}.documents`, PICTURES),
  ]);
  const question = (step: FilingStepId, id: string, title: string, fields: readonly string[]): Question => ({
    ...{ id, title, step, fields },
  });
  const organizer = (id: string, title: string, fields: readonly string[]) => question('organizer', id, title, fields);
  const cards = each('site-owner', 'site-owner', '网站负责人', (path) => [
    ...cardAt(`${path}.siteOwner`, `${path}.documents`),
    `${path}.siteOwner`,
  ]);
  const contacts = each('site-owner', 'site-owner-contacts', '网站负责人的联系方式', (path) =>
    contactsAt(`${path}.siteOwner`),
  );
  return [
    ...(isEnterprise
      ? [
          organizer('licence', '营业执照', ['documents.business-licence', ...READ_OF_ORGANIZER, ...whole]),
          organizer('principal-card', '主体负责人的证件', [...card, 'principal']),
        ]
      : // They own their websites, and are everything themselves.
        [organizer('principal-card', '身份证', [...card, ...READ_OF_ORGANIZER, ...whole, 'principal', ...ofOwners])]),
    organizer('principal-contacts', isEnterprise ? '主体负责人的联系方式' : '联系方式', contactsAt('principal')),
    organizer('organizer-address', '通信地址', ['organizer.address']),
    ...each('website', 'website', '网站名称和内容', (path) => [
      ...below(`${path}.details`, ['name', 'homeUrl', 'serviceContents', 'languages', 'preApprovals', 'remark']),
      path,
    ]),
    // Somebody's card and numbers are asked one after the other.
    ...(isEnterprise ? cards.flatMap((card, place) => [card, ...contacts.slice(place, place + 1)]) : []),
    question('materials', 'letter', '网站备案承诺书', [
      'documents.commitment-letter',
      ...places.map((place) => `websites.${place}.documents.commitment-letter`),
    ]),
    question('materials', 'papers', '其他材料', ['documents', ...places.map((place) => `websites.${place}.documents`)]),
    organizer('organizer-more', isEnterprise ? '投资人和备注（选填）' : '备注（选填）', [
      'organizer.investor',
      'organizer.remark',
    ]),
    ...each('materials', 'handheld', '手持证件照', (path) => [`${path}.documents.handheld-photo`]),
    question(
      'liveness',
      'liveness',
      titleOf('liveness'),
      below(
        'websites',
        places.map((place) => `${place}.liveness`),
      ),
    ),
  ];
}

/** The question that a path leads to; undefined for what is about the filing as a whole, and for the terms. */
export const questionOfField = (asked: Asked, path: string): Question | undefined =>
  questionAmong(questionsOf(asked), path);

function questionAmong(questions: readonly Question[], path: string): Question | undefined {
  const around = questions.flatMap((question) =>
    question.fields.filter((field) => isWithin(path, field)).map((field) => ({ question, field })),
  );
  const [nearest] = around.sort((one, two) => two.field.length - one.field.length);
  return nearest?.question ?? questions.find(({ fields }) => fields.some((field) => isWithin(field, path)));
}

/** `closed`: it can't be done yet; `optional`: it may stay blank. Shown by shape and in words, not only by colour. */
export type StepState = 'done' | 'optional' | 'problem' | 'open' | 'waiting' | 'closed';

export const STEP_STATE_WORDS: Readonly<Record<StepState, string>> = {
  done: '已完成',
  optional: '选填',
  problem: '要修改',
  open: '未完成',
  waiting: '等待中',
  closed: '还不能做',
};

/** A question as far as the service knows it, or one of the last two pages. */
export interface StepNow {
  /** The page that shows it. */
  readonly id: FilingStepId;
  /** Its id; undefined for the last pages, and for what a reviewer flagged. */
  readonly question?: string;
  readonly title: string;
  readonly state: StepState;
  /** What is to be done first; empty when nothing is. */
  readonly note: string;
  /** The field or tile that the note is about; any one of the question where nothing is to be done. */
  readonly field: string | undefined;
}

/** What of a filing decides which questions there are, and whether they can be answered. */
export type Place = Asked & Pick<FilingView, 'filingType' | 'state'> & Partial<Pick<FilingView, 'organizer'>>;

/**
 * Each question, by documents, drafts, findings, checks and flagged items; never by its place; then preview and
 * submission. A filing that can't be changed has nothing to do: undefined.
 */
export function questionsNow(overview: Overview, view: Place): readonly StepNow[] | undefined {
  if (!mayBeFilledIn(view)) return undefined;
  const questions = questionsOf(view);
  const ids = new Map<string, string | undefined>();
  const idOf = (field: string) => {
    if (!ids.has(field)) ids.set(field, questionAmong(questions, field)?.id);
    return ids.get(field);
  };
  const isOfRecord = (field: string) => isPrefilled(view.filingType) && /^(organizer|principal)\./.test(field);
  // What was checked before the filing has no field here; once it was returned, the reviewer has looked.
  const isAsked = (field: string) => view.state === 'draft' && !field.startsWith('eligibility.') && !isOfRecord(field);
  const doubts = overview.findings.filter(({ field, ruleId }) => ruleId === READ_WITH_DOUBT && isAsked(field));
  // Most filings need no other papers, and what was taken over from the record can't be changed here.
  const work = questions.flatMap((question) => {
    const now = questionNow(question, overview, idOf);
    if (now.state !== 'done' && now.state !== 'waiting') return [now];
    const doubt = doubts.find(({ field }) => idOf(field) === question.id);
    if (doubt) return [{ ...now, state: 'open' as const, note: `请核对${shortName(doubt.field)}`, field: doubt.field }];
    if (now.state === 'done' && (question.id === 'papers' || question.fields.every(isOfRecord))) return [];
    const isBlank = question.id === 'organizer-more' && !view.organizer?.remark && !view.organizer?.investor;
    return now.state === 'done' && isBlank ? [{ ...now, state: 'optional' as const }] : [now];
  });
  const isFilledIn = work.every(isSettled);
  const against = isFilledIn ? againstWhole(overview) : undefined;
  const isDone = isFilledIn && !against && overview.repairs.every((repair) => repair.state !== 'open');
  const note = isDone ? '' : against ? messageOf(against).text : '上面各项完成后可以提交';
  const last = (id: FilingStepId, state: StepState = isDone ? 'open' : 'closed'): StepNow => ({
    ...{ id, title: titleOf(id), state, note },
    field: id === 'preview' ? against?.field : undefined,
  });
  // The preview is where one sees what stands against the whole, and what can be done about it.
  return [
    ...work,
    last('preview', against && (against.ruleId === NOTHING_CHANGED ? 'open' : 'problem')),
    last('submission'),
  ];
}

/** A value that nobody has looked at. */
const READ_WITH_DOUBT = 'RV-90';

/** Whether nothing of it is to be done. */
export const isSettled = ({ state }: Pick<StepNow, 'state'>): boolean => state === 'done' || state === 'optional';

/** What stands against a filing as a whole, and in none of its forms, as that a change changes nothing. */
export const againstWhole = ({ findings }: Overview): Finding | undefined =>
  findings.find((finding) => isOfWhole(finding.field) && stops([finding]));

/** What no form of an order mends: another province, a record that has moved or ended. */
const ENDS_ORDER: readonly string[] = ['FT-29', 'FT-92', 'FT-96'];

/** Why an order can't go on at all, so that nothing else of it is asked; undefined: it can. */
export const endOfOrder = ({ findings, state }: Overview): Finding | undefined =>
  state === 'draft' ? findings.find((finding) => ENDS_ORDER.includes(finding.ruleId) && stops([finding])) : undefined;

/** A change that changes nothing. */
export const NOTHING_CHANGED = 'FT-40';

function questionNow(question: Question, overview: Overview, idOf: (field: string) => string | undefined): StepNow {
  const { findings, waiting, repairs } = overview;
  const isHere = ({ field }: { readonly field: string }) => idOf(field) === question.id;
  const step = (state: StepState, note = '', field = question.fields[0]): StepNow => ({
    ...{ id: question.step, question: question.id, title: question.title, state, note, field },
  });
  const flagged = repairs.find((item) => item.state === 'open' && isHere(item));
  if (flagged) return step('problem', `${flagged.name}：${flagged.reason}`, flagged.field);
  const others = waiting.filter(isHere);
  // What is on its way is not missing.
  const found = findings.filter(
    (finding) =>
      stops([finding]) &&
      !isMissingForm(finding) &&
      isHere(finding) &&
      !others.some(({ field }) => field === finding.field),
  );
  const problem = found.find((finding) => !isOpen(finding));
  if (problem) return step('problem', messageOf(problem).text, problem.field);
  const gaps = gapsIn(question, overview);
  const [open] = found;
  if (open && gaps.length === 0) return step('open', noteOfOpen(open), open.field);
  if (open || gaps.length > 0) return step('open', open ? noteOfOpen(open) : noteOfGaps(gaps), open?.field ?? gaps[0]);
  const [first] = others;
  return first ? step('waiting', `${fieldName(first.field)}正在处理`, first.field) : step('done');
}

/** The forms of a filing. One that never was complete is missing as a whole. */
const FORM = /^(organizer|principal|websites\.\d+\.(details|siteOwner))$/;
const isMissingForm = ({ field, ruleId }: Finding): boolean => ruleId === 'PR-02' && FORM.test(field);

/** What a form can be complete without. */
const OPTIONAL: readonly string[] = ['organizer.investor', 'organizer.remark'];

/** The fields of a question that its form lacks; all of them where nobody has begun it. */
function gapsIn({ fields }: Question, { findings, gaps }: Overview): readonly string[] {
  const missing = findings.filter(isMissingForm).map(({ field }) => field);
  return fields.filter((field) => {
    const form = missing.find((path) => field !== path && isWithin(field, path));
    if (form === undefined || OPTIONAL.includes(field)) return false;
    const known = gaps.filter((gap) => isWithin(gap, form));
    return known.length === 0 || known.includes(field);
  });
}

/** A line has room for three names; a form that nobody has begun has more. */
function noteOfGaps(gaps: readonly string[]): string {
  const names = gaps.map(shortName);
  return names.length > 3 ? `还差${names.slice(0, 2).join('、')}等 ${names.length} 项` : `还差${names.join('、')}`;
}

const noteOfOpen = ({ field, ruleId, message }: Finding): string =>
  ruleId === 'PR-02' || ruleId === 'PR-90' ? `还差${shortName(field)}` : message;

/** The questions that are left. */
export const leftOf = (steps: readonly StepNow[]): readonly StepNow[] =>
  steps.filter((step) => step.question !== undefined && !isSettled(step));

/** The next question to be answered, after this one and then from the beginning; undefined when none is left. */
export function nextQuestion(steps: readonly StepNow[], after?: string): StepNow | undefined {
  const place = steps.findIndex(({ question }) => question === after);
  return [...steps.slice(place + 1), ...steps.slice(0, Math.max(place, 0))].find(
    ({ question, state }) => question !== undefined && (state === 'open' || state === 'problem'),
  );
}

/** How far a whole step is: the state of its first question that is not done. */
export function stateOfStep(id: FilingStepId, steps: readonly StepNow[]): StepState | undefined {
  const states = steps.filter((step) => step.id === id).map(({ state }) => state);
  return (['problem', 'open', 'waiting', 'closed', 'done'] as const).find((state) => states.includes(state));
}
