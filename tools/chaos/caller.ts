import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createApiClient } from '../../client/calls/api-client.ts';
import type { Input, Reply } from '../../client/calls/messages.ts';
import type { OperationName } from '../../client/calls/operations.ts';
import { ApiError } from '../../contracts/client/api-error.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import type { Session } from '../../shared/ports/accounts/sessions.ts';
import { sessions } from '../service-ports.ts';
import { overHttp } from '../walk/filer.ts';

/** The replies that the applicants got. */
export interface Answers {
  /** Submissions that were accepted, by their Idempotency-Key. */
  readonly accepted: Set<string>;
  /** Calls that were retried, because there was no reply or the reply asked for it. */
  repeated: number;
  /** Replies that no applicant should get. */
  readonly unexpected: string[];
  /** Nobody calls any more. */
  isOver: boolean;
}

/** What came of a call: the reply, or the code of a refusal; neither when there was no reply in all that time. */
export interface Answer<Name extends OperationName> {
  readonly status: number;
  readonly code?: string;
  /** Ids of the rules that stop a submission. */
  readonly rules: readonly string[];
  readonly body?: Reply<Name>;
}

/** One call as an account; `refusals` are those that this applicant reckons with. */
export type Call = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  refusals?: readonly string[],
) => Promise<Answer<Name>>;

/** No reply, or another call is in progress: the same call is retried with the same key. */
const isPassing = ({ status, code }: Answer<OperationName>): boolean =>
  status >= 500 ||
  ['idempotency.running', 'filing.changed-meanwhile', 'session.missing'].includes(code ?? '') ||
  ['request.too-many', 'one-time-code.too-many'].includes(code ?? '');

const NO_REPLY = { status: 503, rules: [] } as const;

/** Whoever has no reply by then tells what they got last. */
const PATIENCE_MS = 300_000;

/** Acceptable, because a verdict was faster. */
const OVERTAKEN = ['filing.wrong-state', 'filing.handed-on'];

/** Calls through the gateway, each retried with the same key until there is a reply. */
export function createCaller(gateway: string, accountId: string, answers: Answers): Call {
  let session: Session | undefined;

  /** The next attempt, a moment later. */
  async function pause(): Promise<void> {
    answers.repeated += 1;
    await wait(100 + Math.random() * 200);
  }

  async function attempt<Name extends OperationName>(
    name: Name,
    input: Input<Name>,
    key: string,
  ): Promise<Answer<Name>> {
    if (answers.isOver) return NO_REPLY;
    const open = session;
    if (!open) return { ...NO_REPLY, status: 401, code: 'session.invalid' };
    let status = NO_REPLY.status as number;
    const call = createApiClient({
      baseUrl: gateway,
      token: async () => (await (await sessionTokens()).issue(open)).token,
      newKey: randomUUID,
      send: async (request) => {
        status = NO_REPLY.status;
        const reply = await overHttp(request);
        status = reply.status;
        return reply;
      },
      sleep: pause,
      onSessionEnd: () => {},
    });
    try {
      return { body: await call(name, input, { key }), status, rules: [] };
    } catch (error) {
      if (!(error instanceof ApiError)) return NO_REPLY;
      return { status, code: error.code, rules: error.facts.findings?.map(({ ruleId }) => ruleId) ?? [] };
    }
  }

  /** Time was skipped and the session is over, or too old for this: the applicant signs in again. They can't when they are erased. */
  async function signsInAgain({ code }: Answer<OperationName>): Promise<boolean> {
    if (code !== 'session.invalid' && code !== 'session.old-sign-in') return false;
    session = undefined;
    try {
      session = await (await sessions()).open(accountId, {});
      return true;
    } catch (caught) {
      // Anything but a refusal is the database, which chaos has broken off: worth another try.
      return !(caught instanceof Refused);
    }
  }

  return async (name, input, refusals = []) => {
    const key = randomUUID();
    for (const endMs = performance.now() + PATIENCE_MS; ; ) {
      const answer = await attempt(name, input, key);
      const isLate = performance.now() > endMs;
      if (isLate || !(isPassing(answer) || (await signsInAgain(answer)))) {
        if (answer.status === 202) answers.accepted.add(key);
        // Who was asked for a fresh sign-in and can't sign in was erased meanwhile.
        const code = answer.code === 'session.old-sign-in' ? 'session.invalid' : answer.code;
        if (answer.status >= 400 && ![...OVERTAKEN, ...refusals].includes(code ?? ''))
          answers.unexpected.push(`${name}: ${answer.status} ${answer.code} ${answer.rules}`);
        return { ...answer, ...(code !== undefined && { code }) };
      }
      await pause();
    }
  };
}
