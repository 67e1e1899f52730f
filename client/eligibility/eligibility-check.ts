import { ApiError, sentenceOf } from '../../contracts/client/api-error.ts';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { sameText } from '../../contracts/normal-forms/text.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import { type Message, messageOf } from '../form/form-messages.ts';
import { BLANK_CLOUD_SERVICE, type CloudServiceDraft, cloudServiceOf } from './cloud-service-draft.ts';

/** Delay in milliseconds between the last key and a check. */
export const ASK_AFTER_MS = 500;

/** The six inputs as they are typed. */
export interface TypedInput extends CloudServiceDraft {
  readonly region: string;
  readonly organizerKind: EligibilityInput['organizerKind'];
  readonly certificateType: EligibilityInput['certificateType'];
  readonly certificateNumber: string;
  readonly domain: string;
  /** The number that was filled in from the certificate, and that nobody has looked at. */
  readonly takenNumber: string;
}

export const BLANK_INPUT: TypedInput = {
  region: '',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  certificateNumber: '',
  domain: '',
  takenNumber: '',
  ...BLANK_CLOUD_SERVICE,
};

/** Inputs are incomplete, the check runs, has a result, or failed. */
export type CheckState =
  | { readonly kind: 'incomplete' | 'asking' }
  | { readonly kind: 'answered'; readonly answer: Reply<'checkEligibility'> }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The inputs in the form of the contract; undefined while one is missing. */
export function complete(typed: TypedInput): EligibilityInput | undefined {
  const { region, organizerKind, certificateType, certificateNumber, domain, takenNumber } = typed;
  const cloudService = cloudServiceOf(typed);
  if (!region || !certificateNumber.trim() || !domain.trim() || !cloudService) return undefined;
  const numberTakenOver = sameText(certificateNumber, takenNumber);
  return {
    ...{ region, organizerKind, certificateType, certificateNumber, domain, cloudService },
    ...(numberTakenOver && { numberTakenOver }),
  };
}

/** Asks the service. Every failure is a state, so that the person can go on typing. */
export async function answerTo(call: Call, body: EligibilityInput): Promise<CheckState> {
  try {
    return { kind: 'answered', answer: await call('checkEligibility', { body }) };
  } catch (error) {
    const problems = error instanceof ApiError ? error.facts.fields : undefined;
    return problems ? { kind: 'invalid', problems } : { kind: 'failed', message: sentenceOf(error) };
  }
}

/**
 * The messages about one of the six inputs, or about the account's filings (`filing`).
 *
 * @param early what its form alone says, until the service has judged all six.
 */
export function messagesOf(state: CheckState, name: string, early: readonly Message[] = []): readonly Message[] {
  const isAbout = (field: string) => field === name || field.startsWith(`${name}.`);
  if (state.kind === 'answered') return state.answer.findings.filter(({ field }) => isAbout(field)).map(messageOf);
  if (state.kind !== 'invalid' || early.length > 0) return early;
  return state.problems
    .filter(({ field }) => isAbout(field))
    .map(({ message }): Message => ({ severity: 'block', text: message }));
}
