import { computed, reactive, ref, watch } from 'vue';
import { ApiError, sentenceOf } from '../../client/api-error.ts';
import {
  BLANK_CLOUD_SERVICE,
  type CloudServiceDraft,
  cloudServiceDraftOf,
  cloudServiceOf,
} from '../../client/cloud-service-draft.ts';
import { firstCertificateOf } from '../../client/first-certificate.ts';
import { type Message, messageOf } from '../../client/form-messages.ts';
import type { Reply } from '../../client/messages.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { sameText } from '../../shared/domain/normal-form.ts';
import type { FieldProblem } from '../../shared/domain/refusal.ts';
import { call } from './api.ts';
import { documents } from './documents.ts';
import { isSignedIn } from './session.ts';

/** Delay in milliseconds between the last key and a check. */
const ASK_AFTER_MS = 500;
const KEPT_UNDER = 'icp-filing.eligibility';

/** The six inputs as they are typed. */
export interface TypedInput extends CloudServiceDraft {
  region: string;
  organizerKind: EligibilityInput['organizerKind'];
  certificateType: EligibilityInput['certificateType'];
  certificateNumber: string;
  domain: string;
  /** The number that was filled in from the certificate, and that nobody has looked at. */
  takenNumber: string;
  /** The certificate that was uploaded, for a page that is loaded again. */
  documentId: string;
}

const BLANK: TypedInput = {
  region: '',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  certificateNumber: '',
  domain: '',
  takenNumber: '',
  documentId: '',
  ...BLANK_CLOUD_SERVICE,
};

const kept = sessionStorage.getItem(KEPT_UNDER);
export const input = reactive<TypedInput>({ ...BLANK, ...(kept ? (JSON.parse(kept) as Partial<TypedInput>) : {}) });

/** The state of the check: inputs are incomplete, the check runs, has a result, or failed. */
export type EligibilityState =
  | { readonly kind: 'incomplete' | 'asking' }
  | { readonly kind: 'answered'; readonly answer: Reply<'checkEligibility'> }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'failed'; readonly message: string };

const state = ref<EligibilityState>({ kind: 'incomplete' });
export const result = computed(() => state.value);

/** The messages about one of the six inputs, or about the account's filings (`filing`). */
export function messagesOf(name: string): readonly Message[] {
  const isAbout = (field: string) => field === name || field.startsWith(`${name}.`);
  const { value } = state;
  if (value.kind === 'invalid')
    return value.problems
      .filter(({ field }) => isAbout(field))
      .map(({ message }) => ({ severity: 'block' as const, text: message }));
  if (value.kind !== 'answered') return [];
  return value.answer.findings.filter(({ field }) => isAbout(field)).map(messageOf);
}

/** Sets all six inputs. */
export function fill({ cloudService, ...rest }: EligibilityInput): void {
  Object.assign(input, rest, cloudServiceDraftOf(cloudService));
}

function complete(typed: TypedInput): EligibilityInput | undefined {
  const { region, organizerKind, certificateType, certificateNumber, domain, takenNumber } = typed;
  const cloudService = cloudServiceOf(typed);
  if (!region || !certificateNumber.trim() || !domain.trim() || !cloudService) return undefined;
  const numberTakenOver = sameText(certificateNumber, takenNumber);
  return {
    ...{ region, organizerKind, certificateType, certificateNumber, domain, cloudService },
    ...(numberTakenOver && { numberTakenOver }),
  };
}

let asked = 0;
async function ask(): Promise<void> {
  asked += 1;
  const turn = asked;
  const body = complete(input);
  state.value = { kind: body ? 'asking' : 'incomplete' };
  if (!body) return;
  const answer = await answerTo(body);
  // The inputs changed meanwhile.
  if (turn === asked) state.value = answer;
}

async function answerTo(body: EligibilityInput): Promise<EligibilityState> {
  try {
    return { kind: 'answered', answer: await call('checkEligibility', { body }) };
  } catch (error) {
    const problems = error instanceof ApiError ? error.facts.fields : undefined;
    return problems ? { kind: 'invalid', problems } : { kind: 'failed', message: sentenceOf(error) };
  }
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
