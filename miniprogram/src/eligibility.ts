import { ApiError, sentenceOf } from '../../client/api-error.ts';
import { BLANK_CLOUD_SERVICE, type CloudServiceDraft, cloudServiceOf } from '../../client/cloud-service-draft.ts';
import { type Message, messageOf } from '../../client/form-messages.ts';
import type { Reply } from '../../client/messages.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { sameText } from '../../shared/domain/normal-form.ts';
import type { FieldProblem } from '../../shared/domain/refusal.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

/** Delay in milliseconds between the last key and a check. */
const ASK_AFTER_MS = 500;

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

/** A check of the six inputs, asked again whenever they change. */
export function createCheck() {
  const shown = show<{ input: TypedInput; state: CheckState }>({ input: BLANK_INPUT, state: { kind: 'incomplete' } });
  let turn = 0;
  let timer = 0;

  async function ask(): Promise<void> {
    turn += 1;
    const own = turn;
    const body = complete(shown.now.input);
    shown.change({ state: { kind: body ? 'asking' : 'incomplete' } });
    if (!body) return;
    const state = await answerTo(body);
    // The inputs changed meanwhile.
    if (own === turn) shown.change({ state });
  }

  return {
    now: shown.now,
    askAgain: ask,
    set(part: Partial<TypedInput>): void {
      const kind = part.organizerKind;
      const type = kind && { certificateType: kind === 'enterprise' ? 'business-licence' : 'id-card' };
      shown.change({ input: { ...shown.now.input, ...part, ...type } as TypedInput });
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    },
  };
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

async function answerTo(body: EligibilityInput): Promise<CheckState> {
  try {
    return { kind: 'answered', answer: await call('checkEligibility', { body }) };
  } catch (error) {
    const problems = error instanceof ApiError ? error.facts.fields : undefined;
    return problems ? { kind: 'invalid', problems } : { kind: 'failed', message: sentenceOf(error) };
  }
}

/** The messages about one of the six inputs, or about the account's filings (`filing`). */
export function messagesOf(state: CheckState, name: string): readonly Message[] {
  const isAbout = (field: string) => field === name || field.startsWith(`${name}.`);
  if (state.kind === 'invalid')
    return state.problems
      .filter(({ field }) => isAbout(field))
      .map(({ message }): Message => ({ severity: 'block', text: message }));
  if (state.kind !== 'answered') return [];
  return state.answer.findings.filter(({ field }) => isAbout(field)).map(messageOf);
}
