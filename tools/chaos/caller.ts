import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '../../contracts/kit/refusal.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import type { Session } from '../../shared/ports/sessions.ts';
import { sessions } from '../service-ports.ts';
import { type ApiRequest, overHttp } from '../walk/send.ts';

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

export interface Reply {
  readonly status: number;
  /** The code of a refusal. */
  readonly code: string | undefined;
  /** Ids of the rules that stop a submission. */
  readonly rules: readonly string[];
  readonly body: unknown;
}

interface ErrorReply {
  readonly error?: {
    readonly code: string;
    readonly facts?: { readonly findings?: readonly { readonly ruleId: string }[] };
  };
}

/** One call as an account; `refusals` are those that this applicant reckons with. */
export type Call = (
  method: ApiRequest['method'],
  path: string,
  body?: unknown,
  refusals?: readonly string[],
) => Promise<Reply>;

/** No reply, or another call is in progress: the same call is retried with the same key. */
const isPassing = ({ status, code }: Reply): boolean =>
  status >= 500 ||
  ['idempotency.running', 'filing.changed-meanwhile', 'session.missing'].includes(code ?? '') ||
  ['request.too-many', 'one-time-code.too-many'].includes(code ?? '');

const NO_REPLY: Reply = { status: 503, code: undefined, rules: [], body: undefined };

/** Whoever has no reply by then tells what they got last. */
const PATIENCE_MS = 300_000;

/** Acceptable, because a verdict was faster. */
const OVERTAKEN = ['filing.wrong-state', 'filing.handed-on'];

/** Calls through the gateway, each retried with the same key until there is a reply. */
export function createCaller(gateway: string, accountId: string, answers: Answers): Call {
  let session: Session | undefined;

  async function send(method: ApiRequest['method'], path: string, key: string, body: unknown): Promise<Reply> {
    if (answers.isOver) return NO_REPLY;
    if (!session) return { ...NO_REPLY, status: 401, code: 'session.invalid' };
    try {
      const { token } = await (await sessionTokens()).issue(session);
      const reply = await overHttp(gateway)({ method, path, token, idempotencyKey: key, body });
      const { error } = reply.body as ErrorReply;
      const rules = error?.facts?.findings?.map(({ ruleId }) => ruleId) ?? [];
      return { ...reply, code: error?.code, rules };
    } catch {
      return NO_REPLY;
    }
  }

  /** Time was skipped and the session is over, or too old for this: the applicant signs in again. They can't when they are erased. */
  async function signsInAgain({ code }: Reply): Promise<boolean> {
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

  return async (method, path, body, refusals = []) => {
    const key = randomUUID();
    const what = `${method} ${path.split('/').slice(2).join('/')}`;
    for (const endMs = performance.now() + PATIENCE_MS; ; ) {
      const reply = await send(method, path, key, body);
      const isLate = performance.now() > endMs;
      if (isLate || !(isPassing(reply) || (await signsInAgain(reply)))) {
        if (method === 'POST' && reply.status === 202) answers.accepted.add(key);
        // Who was asked for a fresh sign-in and can't sign in was erased meanwhile.
        const code = reply.code === 'session.old-sign-in' ? 'session.invalid' : reply.code;
        if (reply.status >= 400 && ![...OVERTAKEN, ...refusals].includes(code ?? ''))
          answers.unexpected.push(`${what}: ${reply.status} ${reply.code} ${reply.rules}`);
        return { ...reply, code };
      }
      answers.repeated += 1;
      await wait(100 + Math.random() * 200);
    }
  };
}
