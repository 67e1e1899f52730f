import { stops } from '../../contracts/kit/finding.ts';
import { sameText } from '../../contracts/normal-forms/text.ts';
import { sameValue } from '../../shared/domain/filing/form-draft.ts';
import { PROPOSED, PROPOSED_MOBILE, TOLD_IN_A_LINE } from '../filing/proposals.ts';
import type { NameOf } from '../kit/code-tables.ts';
import { type FieldPlace, placeOf } from './doubts.ts';
import { type FieldValue, isBlank } from './form-draft.ts';
import type { FormField } from './form-fields.ts';
import type { Message } from './form-messages.ts';
import type { ReadSource } from './form-reading.ts';
import type { Choice } from './form-typing.ts';
import { choiceWords } from './form-words.ts';

/** What a form knows of one of its fields. */
export interface FieldKnown {
  readonly value: FieldValue;
  /** What was read from the certificate, if anything. */
  readonly read: string | undefined;
  /** Where it is read from; undefined for a field that is not. */
  readonly source: ReadSource | undefined;
  readonly needsLook: boolean;
  readonly differs: boolean;
  readonly proposal: FieldValue | undefined;
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
  /** Why it may not change now; empty: it may. */
  readonly shut: string;
  /** Whether the address leads to it. */
  readonly isAimed: boolean;
  /** Whether the page asks one question alone. */
  readonly isAlone: boolean;
  /** Whether it says again what stands elsewhere in the filing. */
  readonly isKnown: boolean;
  /** Whether a card was read: then it is of that type. */
  readonly isCardRead: boolean;
  /** Whether the page asks for something that may not stay blank. */
  readonly isAmongRequired: boolean;
  /** Where it stays while somebody types in it. */
  readonly pinned: FieldPlace | undefined;
}

/** The source of the value: said beside fields that a certificate may contain, and of what was proposed. */
function originOf(
  { key, readFrom }: FormField,
  { value, needsLook }: FieldKnown,
  isProposed: boolean,
  isRead: boolean,
) {
  if (isProposed) return key === 'mobile' ? PROPOSED_MOBILE : PROPOSED;
  if (!readFrom || isBlank(value)) return '';
  if (!isRead) return '手填';
  return needsLook ? '识别，请核对' : '识别';
}

/** How a field is drawn: label, value and its origin, messages, both sides of a conflict, and where it stands. */
export function fieldStateOf(field: FormField, known: FieldKnown, nameOf: NameOf) {
  const { key, label, control, hint, sample, choices = [], maxLength = 140, isOptional = false } = field;
  const { value, read, source, needsLook, differs, messages, shut, isAimed, isAlone } = known;
  const isRead = read !== undefined && sameText(String(value), read);
  const isProposed = known.proposal !== undefined && !isBlank(value) && sameValue(known.proposal, value);
  const isSaid = value === 'id-card' && known.isCardRead;
  const isTold = isAlone && (isSaid || (isProposed && TOLD_IN_A_LINE.includes(key)));
  const place = placeOf({
    ...{ needsLook, messages, isRead: isRead || isTold || (known.isKnown && !isBlank(value)) },
    isSpecial: known.choices.length > 0 || shut !== '' || isAimed,
    isFree: isAlone && isOptional && isBlank(value) && known.isAmongRequired,
  });
  return {
    ...{ key, label, control, choices, maxLength, isOptional, value, source, needsLook, differs, messages },
    autocomplete: field.autocomplete ?? 'off',
    ...{ shut, isAimed, isAlone, isProposed },
    hint: sample ? `${hint}例：${sample}` : hint,
    place: known.pinned ?? place,
    isPinned: known.pinned !== undefined,
    isOpen: shut === '',
    isWrong: stops(messages),
    origin: originOf(field, known, isProposed, isRead),
    read: read ?? '',
    /** The values that two devices have typed, for the person to choose by their place. */
    conflict: known.choices.map((choice, at) => ({ place: at, ...choiceWords(field, choice, nameOf) })),
  };
}
export type FieldState = ReturnType<typeof fieldStateOf>;
