import { sameText } from '../../contracts/normal-forms/text.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import type { Call } from '../calls/api-client.ts';
import type { Documents } from '../documents/documents.ts';
import {
  countsRead,
  firstCertificateOf,
  kindShown,
  numberRead,
  PAPER_WORDS,
  placeOfCheck,
  provinceWords,
  takenFrom,
} from '../documents/first-certificate.ts';
import { valuesInOrder } from '../documents/read-values.ts';
import type { Message } from '../form/form-messages.ts';
import type { Show } from '../kit/shown.ts';
import { cloudServiceDraftOf } from './cloud-service-draft.ts';
import {
  ASK_AFTER_MS,
  answerTo,
  BLANK_INPUT,
  type CheckState,
  complete,
  messagesOf,
  type TypedInput,
} from './eligibility-check.ts';
import { cleanedInput, type earlyMessages, typedText } from './eligibility-typing.ts';
import type { ProvinceChoice } from './start.ts';

/** The six inputs as they are typed, and the certificate that was uploaded. */
export interface CheckInput extends TypedInput {
  readonly documentId: string;
  /** The certificate from which the inputs have taken over what was read. */
  readonly takenFor: string;
  /** Whether the person types what else is read from the certificate. */
  readonly byHand: boolean;
  /** Whether the organizer is that of a record: nothing of theirs is asked. */
  readonly isRecorded: boolean;
}
const BLANK: CheckInput = { ...BLANK_INPUT, documentId: '', takenFor: '', byHand: false, isRecorded: false };

/** What a front end does for a check. */
export interface CheckHost {
  readonly call: Call;
  readonly show: Show;
  readonly documents: Pick<Documents<never>, 'of' | 'sendAs' | 'forget'>;
  /** Judges an input that was left by its form alone; without it the service says what is wrong. */
  readonly early?: typeof earlyMessages;
  /** Keeps what is typed for a page that is loaded again. */
  readonly kept?: { read(): Partial<CheckInput>; write(input: CheckInput): void };
}

const TYPED = ['certificateNumber', 'domain', 'cloudService'] as const;

/** A check of the six inputs, asked again whenever they change. */
export function createChecking({ call, show, documents, early = () => [], kept }: CheckHost) {
  const begun: CheckInput = { ...BLANK, ...kept?.read() };
  const shown = show({
    input: begun,
    state: { kind: 'incomplete' } as CheckState,
    /** By input, the text with which it was left last: from then on its form is judged. */
    left: Object.fromEntries(TYPED.map((name) => [name, typedText(begun, name)])) as Readonly<Record<string, string>>,
  });
  const { now } = shown;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Repeats the check: it failed, or what it depends on may have changed. */
  async function askAgain(): Promise<void> {
    turn += 1;
    const own = turn;
    const body = complete(now.input);
    shown.change({ state: { kind: body ? 'asking' : 'incomplete' } });
    if (!body) return;
    const state = await answerTo(call, body);
    // The inputs changed meanwhile.
    if (own === turn) shown.change({ state });
  }

  /** Keeps what is typed, so that nothing drawn meanwhile takes it away; nobody is asked before it is whole. */
  function keep(part: Partial<CheckInput>): void {
    const { input } = now;
    const { organizerKind = input.organizerKind } = part;
    // A number that came from the other paper goes with it.
    const isTaken = input.certificateNumber === input.takenNumber;
    const isOther = organizerKind !== input.organizerKind && {
      certificateType: organizerKind === 'enterprise' ? ('business-licence' as const) : ('id-card' as const),
      ...{ documentId: '', takenNumber: '' },
      ...(isTaken && { certificateNumber: '' }),
    };
    shown.change({ input: { ...input, ...isOther, ...part } });
    kept?.write(now.input);
  }

  /** Changes inputs; the service is asked in a moment. */
  function set(part: Partial<CheckInput>): void {
    keep(part);
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => void askAgain(), ASK_AFTER_MS);
  }

  const certificate = () => {
    const name = firstCertificateOf(now.input.organizerKind);
    return { name, ...documents.of(name) };
  };

  return {
    now,
    askAgain,
    keep,
    set,
    /** The person leaves an input: it is cleaned, and judged by its form. */
    leave(name: string): void {
      const clean = cleanedInput(now.input, name);
      if (Object.entries(clean).some(([key, value]) => now.input[key as keyof CheckInput] !== value)) set(clean);
      shown.change({ left: { ...now.left, [name]: typedText(now.input, name) } });
    },
    /** The messages about one of the six inputs, or about the account's filings (`filing`). */
    messagesOf(name: string): readonly Message[] {
      const isLeft = now.left[name] === typedText(now.input, name);
      return messagesOf(now.state, name, isLeft ? early(now.input, name, new Date()) : []);
    },
    /** What is known of the certificate that the check begins with, and what follows from it. */
    paper(provinces: readonly ProvinceChoice[]) {
      const { organizerKind, certificateNumber, takenNumber, byHand, region } = now.input;
      const { name, state, read } = certificate();
      const number = numberRead(organizerKind, read);
      const isOther = number !== undefined && !sameText(certificateNumber, number.text);
      const isUnseen = takenNumber !== '' && sameText(certificateNumber, takenNumber);
      const rows = valuesInOrder(name.kind, read);
      const province = provinceWords(now.input, read, provinces);
      const mayMove = organizerKind === 'individual' && region !== '' && province.choices.length > 0;
      return {
        ...{ words: PAPER_WORDS[organizerKind], number, isOther, province },
        place: placeOfCheck(organizerKind, { state, read }, byHand),
        isRead: state === 'ready',
        counts: rows.length > 0 ? countsRead(organizerKind, read) : '',
        /** Doubts in other values are settled once there is a filing. */
        rows: rows.map((row) => {
          const isNumber = row.field === number?.field;
          return { ...row, isNumber, isLater: row.isDoubtful && !isNumber };
        }),
        /** Nothing could read the number. */
        isUnread: state === 'ready' && !number,
        needsLook: number?.isDoubtful === true && isUnseen,
        differs: isOther && certificateNumber.trim() !== '',
        /** Whether somebody may say that they live elsewhere. */
        mayChoose: mayMove && province.text === '',
      };
    },
    /** Takes over what was read from the certificate. */
    take: (provinces: readonly ProvinceChoice[], part: Partial<CheckInput> = {}): void =>
      set({ ...takenFrom(now.input, certificate().read, provinces, now.input.byHand), ...part }),
    /** The number as the certificate has it, which the person has just looked at. */
    takeRead(): void {
      const number = numberRead(now.input.organizerKind, certificate().read);
      if (number) set({ certificateNumber: number.text, takenNumber: '' });
    },
    /** The other paper is taken. */
    changeKind: (): void =>
      set({ organizerKind: now.input.organizerKind === 'enterprise' ? 'individual' : 'enterprise' }),
    /** A picture that shows the other paper is read as that one, and the filing is of that kind. */
    async followPicture(): Promise<void> {
      const organizerKind = await kindShown(documents, now.input.organizerKind);
      if (organizerKind !== now.input.organizerKind) set({ organizerKind });
    },
    /** Sets all six inputs. */
    fill: ({ cloudService, ...rest }: EligibilityInput): void =>
      set({ ...rest, ...cloudServiceDraftOf(cloudService), byHand: true, isRecorded: false }),
    /** Begins anew, with what is known already. */
    begin(known: Partial<TypedInput>): void {
      const isRecorded = known.certificateNumber !== undefined;
      set({ ...BLANK, ...known, byHand: isRecorded, isRecorded });
    },
  };
}
export type Checking = ReturnType<typeof createChecking>;
