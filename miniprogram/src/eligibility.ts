import {
  ASK_AFTER_MS,
  answerTo,
  BLANK_INPUT,
  type CheckState,
  complete,
  type TypedInput,
} from '../../client/eligibility/eligibility-check.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

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
    const state = await answerTo(call, body);
    // The inputs changed meanwhile.
    if (own === turn) shown.change({ state });
  }

  return {
    now: shown.now,
    askAgain: ask,
    /** Keeps the domain while it is typed, so that nothing drawn meanwhile takes it away; nobody is asked before it is whole. */
    typeDomain: (domain: string) => shown.change({ input: { ...shown.now.input, domain } }),
    set(part: Partial<TypedInput>): void {
      const kind = part.organizerKind;
      const type = kind && { certificateType: kind === 'enterprise' ? 'business-licence' : 'id-card' };
      shown.change({ input: { ...shown.now.input, ...part, ...type } as TypedInput });
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    },
  };
}
