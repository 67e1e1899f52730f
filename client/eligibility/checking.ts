import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import type { Call } from '../calls/api-client.ts';
import type { OfferedFields } from '../documents/documents.ts';
import { takenFrom } from '../documents/first-certificate.ts';
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
import { cleanedInput, earlyMessages, typedText } from './eligibility-typing.ts';
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
  /** Keeps what is typed for a page that is loaded again. */
  readonly kept?: { read(): Partial<CheckInput>; write(input: CheckInput): void };
}

const TYPED = ['certificateNumber', 'domain', 'cloudService'] as const;

/** A check of the six inputs, asked again whenever they change. */
export function createChecking({ call, show, kept }: CheckHost) {
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
      return messagesOf(now.state, name, isLeft ? earlyMessages(now.input, name, new Date()) : []);
    },
    /** Takes over what was read from the certificate. */
    take: (read: OfferedFields, provinces: readonly ProvinceChoice[], part: Partial<CheckInput> = {}): void =>
      set({ ...takenFrom(now.input, read, provinces, now.input.byHand), ...part }),
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
