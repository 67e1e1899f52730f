import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ENTERPRISE } from 'specimens/people.ts';
import { sessions } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/keys.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import type { Session } from '../../shared/ports/sessions.ts';
import type { Applicant } from './seed.ts';

/** The replies that the applicants got. */
export interface Answers {
  /** Submissions that were accepted, by their Idempotency-Key. */
  readonly accepted: Set<string>;
  /** Calls that were retried, because there was no reply or the reply asked for it. */
  repeated: number;
  /** Replies that no applicant should get. */
  readonly unexpected: string[];
}

interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  /** Ids of the rules that stop a submission. */
  readonly rules: readonly string[];
}

interface ErrorReply {
  readonly error?: {
    readonly code: string;
    readonly facts?: { readonly findings?: readonly { readonly ruleId: string }[] };
  };
}

/** No reply, or another call is in progress: the same call is retried with the same key. */
const isPassing = ({ status, code }: Reply): boolean =>
  status >= 500 ||
  ['idempotency.running', 'filing.changed-meanwhile', 'session.missing', 'request.too-many'].includes(code ?? '');

/** Acceptable, because a verdict was faster. */
const OVERTAKEN = 'filing.wrong-state';

/** A person who files through the gateway, and retries each call with the same key until they have a reply. */
export function createPerson(gateway: string, applicant: Applicant, answers: Answers) {
  const { accountId, filingId, websiteId, domain, plot } = applicant;
  let whim = plot.whim;
  let session: Session | undefined;

  async function call(method: string, path: string, body?: unknown): Promise<string> {
    const key = randomUUID();
    for (;;) {
      const reply = await send(method, path, key, body);
      if (!isPassing(reply)) {
        if (method === 'POST' && reply.status === 202) answers.accepted.add(key);
        if (reply.status >= 400 && reply.code !== OVERTAKEN)
          answers.unexpected.push(`${method} ${path.split('/')[2]}: ${reply.status} ${reply.code} ${reply.rules}`);
        return reply.code ?? 'done';
      }
      answers.repeated += 1;
      await wait(100 + Math.random() * 200);
    }
  }

  async function send(method: string, path: string, key: string, body: unknown): Promise<Reply> {
    try {
      session ??= await (await sessions()).open(accountId, {});
      const { token } = await (await sessionTokens()).issue(session);
      const response = await fetch(`${gateway}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { error } = (await response.json()) as ErrorReply;
      const rules = error?.facts?.findings?.map(({ ruleId }) => ruleId) ?? [];
      return { status: response.status, code: error?.code, rules };
    } catch {
      return { status: 503, code: undefined, rules: [] };
    }
  }

  const submit = () => call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });

  async function correct(): Promise<void> {
    const details = {
      ...ENTERPRISE.website,
      homeUrl: `www.${domain}`,
      remark: '介绍本公司的产品、服务和联系方式，内容已经补充。',
    };
    await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, details);
    await submit();
  }

  return {
    ...applicant,
    /** Takes the next step in this state; does nothing when others have to act. */
    async act(state: FilingState): Promise<void> {
      if (state === 'draft' && whim !== 'leaves-draft') {
        await submit();
        if (whim !== 'withdraws') return;
        whim = undefined;
        await call('DELETE', `/v1/submissions/${filingId}`);
      }
      if (state !== 'returned' && state !== 'authority-returned') return;
      if (whim === 'abandons') await call('POST', `/v1/submissions/${filingId}/abandonment`);
      else if (whim === 'leaves-returned') whim = 'leaves-draft';
      else if (whim !== 'leaves-draft') await correct();
    },
  };
}

export type ChaosPerson = ReturnType<typeof createPerson>;
