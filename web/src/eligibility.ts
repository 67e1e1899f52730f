import { computed, reactive, ref, watch } from 'vue';
import { firstCertificateOf } from '../../client/documents/first-certificate.ts';
import { cloudServiceDraftOf } from '../../client/eligibility/cloud-service-draft.ts';
import {
  ASK_AFTER_MS,
  answerTo,
  BLANK_INPUT,
  type CheckState,
  complete,
  messagesOf as messagesAbout,
  type TypedInput,
} from '../../client/eligibility/eligibility-check.ts';
import { cleanedInput, earlyMessages, typedText } from '../../client/eligibility/eligibility-typing.ts';
import type { Message } from '../../client/form/form-messages.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { call } from './api.ts';
import { documents } from './documents.ts';
import { isSignedIn } from './session.ts';

const KEPT_UNDER = 'icp-filing.eligibility';

/** The six inputs as they are typed, and the certificate that was uploaded, for a page that is loaded again. */
export type Input = { -readonly [Name in keyof TypedInput]: TypedInput[Name] } & {
  documentId: string;
  /** The certificate from which the inputs have taken over what was read. */
  takenFor: string;
  /** Whether the person types what else is read from the certificate. */
  byHand: boolean;
  /** Whether the organizer is that of a record: nothing of theirs is asked. */
  isRecorded: boolean;
};

const BLANK: Input = { ...BLANK_INPUT, documentId: '', takenFor: '', byHand: false, isRecorded: false };
/** The person has pressed the button for the picture on another page. */
export const wantsPicture = ref(false);

const kept = sessionStorage.getItem(KEPT_UNDER);
export const input = reactive<Input>({ ...BLANK, ...(kept ? (JSON.parse(kept) as Partial<Input>) : {}) });

const state = ref<CheckState>({ kind: 'incomplete' });
export const result = computed(() => state.value);

/** By input, the text with which it was left last: from then on its form is judged. */
const left = reactive<Record<string, string>>({});
const TYPED = ['certificateNumber', 'domain', 'cloudService'] as const;
for (const name of TYPED) left[name] = typedText(input, name);

/** The person leaves an input: it is cleaned, and judged by its form. */
export function leave(name: string): void {
  Object.assign(input, cleanedInput(input, name));
  left[name] = typedText(input, name);
}

/** The messages about one of the six inputs, or about the account's filings (`filing`). */
export const messagesOf = (name: string): readonly Message[] => {
  const isLeft = left[name] === typedText(input, name);
  return messagesAbout(state.value, name, isLeft ? earlyMessages(input, name, new Date()) : []);
};

/** Sets all six inputs. */
export function fill({ cloudService, ...rest }: EligibilityInput): void {
  Object.assign(input, rest, cloudServiceDraftOf(cloudService), { byHand: true, isRecorded: false });
}

/** Begins anew, with what is known already. */
export function begin(known: Partial<TypedInput>): void {
  const isRecorded = known.certificateNumber !== undefined;
  Object.assign(input, BLANK, known, { byHand: isRecorded, isRecorded });
}

let asked = 0;
async function ask(): Promise<void> {
  asked += 1;
  const turn = asked;
  const body = complete(input);
  state.value = { kind: body ? 'asking' : 'incomplete' };
  if (!body) return;
  const answer = await answerTo(call, body);
  // The inputs changed meanwhile.
  if (turn === asked) state.value = answer;
}

/** Repeats the check: it failed, or what it depends on may have changed. */
export const askAgain = (): void => void ask();

/** Deletes what was typed, for the next user of a shared computer. */
export function forgetInput(): void {
  for (const kind of ['enterprise', 'individual'] as const) documents.forget(firstCertificateOf(kind));
  Object.assign(input, BLANK);
}

// Signed in, one gets to know more. What was typed stays as it is.
watch(isSignedIn, askAgain);

watch(
  () => input.organizerKind,
  (kind) => {
    input.certificateType = kind === 'enterprise' ? 'business-licence' : 'id-card';
    if (input.certificateNumber === input.takenNumber) input.certificateNumber = '';
    Object.assign(input, { documentId: '', takenNumber: '' });
  },
);

let timer: ReturnType<typeof setTimeout> | undefined;
watch(
  input,
  () => {
    sessionStorage.setItem(KEPT_UNDER, JSON.stringify(input));
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), ASK_AFTER_MS);
  },
  { deep: true },
);
