import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '../../contracts/kit/refusal.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import type { Session } from '../../shared/ports/sessions.ts';
import { sessions } from '../service-ports.ts';

/** The replies that the applicants got. */
export interface Answers {
  /** Submissions that were accepted, by their Idempotency-Key. */
  readonly accepted: Set<string>;
  /** Calls that were retried, because there was no reply or the reply asked for it. */
  repeated: number;
  /** Replies that no applicant should get. */
  readonly unexpected: string[];
}

export interface Reply {
  readonly status: number;
  /** Of a refusal. */
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
export type Call = (method: string, path: string, body?: unknown, refusals?: readonly string[]) => Promise<Reply>;

/** No reply, or another call is in progress: the same call is retried with the same key. */
const isPassing = ({ status, code }: Reply): boolean =>
  status >= 500 ||
  ['idempotency.running', 'filing.changed-meanwhile', 'session.missing', 'request.too-many'].includes(code ?? '');

const NO_REPLY: Reply = { status: 503, code: undefined, rules: [], body: undefined };

/** Whoever has no reply by then tells what they got last. */
const PATIENCE_MS = 120_000;

/** Acceptable, because a verdict was faster. */
const OVERTAKEN = 'filing.wrong-state';

/** Calls through the gateway, each retried with the same key until there is a reply. */
export function createCaller(gateway: string, accountId: string, answers: Answers): Call {
  let session: Session | undefined;

  async function send(method: string, path: string, key: string, body: unknown): Promise<Reply> {
    if (!session) return { ...NO_REPLY, status: 401, code: 'session.invalid' };
    try {
      const { token } = await (await sessionTokens()).issue(session);
      const response = await fetch(`${gateway}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const content = await response.json();
      const { error } = content as ErrorReply;
      const rules = error?.facts?.findings?.map(({ ruleId }) => ruleId) ?? [];
      return { status: response.status, code: error?.code, rules, body: content };
    } catch {
      return NO_REPLY;
    }
  }

  /** Time was skipped and the session is over: the applicant signs in again. They can't when they are erased. */
  async function signsInAgain({ code }: Reply): Promise<boolean> {
    if (code !== 'session.invalid') return false;
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
        if (reply.status >= 400 && ![OVERTAKEN, ...refusals].includes(reply.code ?? ''))
          answers.unexpected.push(`${what}: ${reply.status} ${reply.code} ${reply.rules}`);
        return reply;
      }
      answers.repeated += 1;
      await wait(100 + Math.random() * 200);
    }
  };
}
