import { stops } from '../../contracts/kit/finding.ts';
import { sameText } from '../../contracts/normal-forms/text.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { sameValue } from '../../shared/domain/filing/form-draft.ts';
import type { FilingView } from '../calls/messages.ts';
import { PROPOSED, PROPOSED_MOBILE, type proposalsFor, TOLD_IN_A_LINE } from '../filing/proposals.ts';
import { type FieldPlace, placeOf } from './doubts.ts';
import { type Draft, gapsIn, isBlank } from './form-draft.ts';
import type { FormField } from './form-fields.ts';
import type { Asks, FormHost, FormPlan } from './form-host.ts';
import { isWithin, messagesFor, whyShut } from './form-messages.ts';
import type { createFormReading } from './form-reading.ts';
import type { Typing } from './form-typing.ts';
import { choiceWords } from './form-words.ts';

/** What the state of a field is made of. */
export interface FormParts {
  readonly host: Pick<FormHost, 'overviews' | 'tables' | 'aimed'>;
  readonly page: Asks;
  readonly plan: FormPlan;
  readonly fields: readonly FormField[];
  readonly draft: Readonly<Draft>;
  readonly typing: Typing;
  readonly reading: ReturnType<typeof createFormReading>;
  /** The contents of the filing when the form was opened. */
  readonly contents: FilingContents;
}

/** The same, as it changes. */
export interface FormNow {
  readonly view: FilingView;
  /** Whether it is told what is missing. */
  readonly showsGaps: boolean;
  /** While somebody types in a field, it stays where it is. */
  readonly pinned: Readonly<Record<string, FieldPlace | undefined>>;
  readonly proposals: ReturnType<typeof proposalsFor>;
}

/** How a field is drawn: label, value and its origin, messages, both sides of a conflict, and where it stands. */
export function fieldStateOf(field: FormField, parts: FormParts, { view, showsGaps, pinned, proposals }: FormNow) {
  const { host, page, plan, fields, draft, reading, typing } = parts;
  const { key, label, control, hint, sample, readFrom, autocomplete = 'off' } = field;
  const { choices = [], maxLength, isOptional = false } = field;
  const path = `${plan.path}.${key}`;
  const value = draft[key] ?? '';
  const read = reading.readOf(field);
  const needsLook = reading.needsLook(field);
  const gaps = showsGaps ? gapsIn(fields, draft) : [];
  const { problems, findings: judged, conflicts } = typing;
  const messages = messagesFor(plan.path, key, { ...host.overviews.known(view), gaps, problems, judged });
  const shut = whyShut(view, path, parts.contents) ?? '';
  const isAimed = isWithin(host.aimed() ?? '', path);
  const isAlone = page.isAlone();
  const isRead = read !== undefined && sameText(String(value), read);
  const proposal = proposals[key];
  const isProposed = proposal !== undefined && !isBlank(value) && sameValue(proposal, value);
  // A certificate that a machine has read is of that type.
  const isSaid = value === 'id-card' && fields.some((other) => other.key === 'idNumber' && reading.readOf(other));
  const isTold = isAlone && (isSaid || (isProposed && TOLD_IN_A_LINE.includes(key)));
  const isKnown = plan.isKnown?.() === true && !isBlank(value);
  // Beside what must be answered, what may stay blank is a line.
  const isRequired = (other: FormField) => page.asks(`${plan.path}.${other.key}`) && !other.isOptional;
  const proposed = key === 'mobile' ? PROPOSED_MOBILE : PROPOSED;
  const place = placeOf({
    ...{ needsLook, messages, isRead: isRead || isTold || isKnown },
    isSpecial: conflicts[key] !== undefined || shut !== '' || isAimed,
    isFree: isAlone && isOptional && isBlank(value) && fields.some(isRequired),
  });
  return {
    ...{ key, label, control, choices, maxLength, autocomplete, isOptional, value, needsLook, messages },
    ...{ shut, isOpen: shut === '', isAimed, isAlone, isProposed, isWrong: stops(messages) },
    hint: sample ? `${hint}例：${sample}` : hint,
    place: pinned[key] ?? place,
    isPinned: pinned[key] !== undefined,
    /** The source of the value: said beside fields that a certificate may contain, and of what was proposed. */
    origin: isProposed
      ? proposed
      : !readFrom || isBlank(value)
        ? ''
        : isRead
          ? needsLook
            ? '识别，请核对'
            : '识别'
          : '手填',
    read: read ?? '',
    source: reading.sourceOf(field),
    differs: reading.differs(field),
    /** The values that two devices have typed, for the person to choose by their place. */
    conflict: (conflicts[key] ?? []).map((choice, at) => ({
      place: at,
      ...choiceWords(field, choice, host.tables.nameOf),
    })),
  };
}
export type FieldState = ReturnType<typeof fieldStateOf>;
