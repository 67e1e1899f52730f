import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, inDescription, LOG_SET, LOG_TOPIC, PUBLISHED } from './calls.ts';
import type { Cloud } from './cloud.ts';
import { at } from './desired-state.ts';
import { jsonOf } from './json-of.ts';
import { hasCode, patiently, pauses } from './patience.ts';

export interface RunSettings {
  readonly cloud: Cloud;
  /** Migrates the database; returns the names of the migrations that ran. */
  readonly migrate: () => Promise<readonly string[]>;
  readonly log: (line: string) => void;
  /** First pause while a function isn't ready; grows by half each time. */
  readonly firstPauseMs: number;
}

/** A call that failed, and the calls before it. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  constructor(
    readonly call: Call,
    /** Successful calls of the same run, in order, as they were sent. */
    readonly done: readonly Call[],
    cause: unknown,
  ) {
    super(`${call.product} ${call.action} ${targetOf(call)}: ${(cause as Error).message}`, { cause });
  }
}

/** After these a function is busy and refuses the next change. */
const MAKE_BUSY = ['CreateFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'PublishVersion'];

/**
 * Makes calls one after the other, each only when the function of the previous call is ready.
 *
 * @throws CallFailed for the first that fails. Earlier calls keep their effect: the next deployment continues from
 * there.
 */
export async function runCalls(calls: readonly Call[], settings: RunSettings): Promise<void> {
  const learned = new Map<unknown, string>();
  const done: Call[] = [];
  for (const call of calls) {
    const sent = { ...call, body: withLearned(call.body, learned) };
    try {
      await runCall(sent, learned, settings);
    } catch (error) {
      throw new CallFailed(call, done, error);
    }
    done.push(sent);
    settings.log(`${call.product} ${call.action} ${targetOf(call)}`);
  }
}

async function runCall(call: Call, learned: Map<unknown, string>, settings: RunSettings): Promise<void> {
  const { cloud, migrate, log } = settings;
  const { product, action, body } = call;
  if (product === 'database') {
    for (const name of await migrate()) log(`database: ${name}`);
    return;
  }
  const answer =
    action === 'Invoke'
      ? await patiently(() => made(call, cloud), isNotOk, { ...settings, tries: CHECKS })
      : await patiently(() => made(call, cloud), isTemporary, settings);
  const name = String(body.FunctionName);
  if (action === 'PublishVersion') learned.set(`${PUBLISHED} ${name}`, String(answer.FunctionVersion));
  if (action === 'CreateLogset') learned.set(LOG_SET, String(answer.LogsetId));
  if (action === 'CreateTopic') learned.set(LOG_TOPIC, String(answer.TopicId));
  if (MAKE_BUSY.includes(action)) await until(() => isActive(name, cloud), name, settings);
  if (action === 'PutProvisionedConcurrencyConfig')
    await until(() => isProvisioned(name, body.Qualifier, cloud), name, settings);
}

interface Answer {
  readonly FunctionVersion?: string;
  readonly LogsetId?: string;
  readonly TopicId?: string;
  readonly Result?: { readonly RetMsg?: string; readonly ErrMsg?: string };
}

async function made({ product, action, body }: Call, cloud: Cloud): Promise<Answer> {
  if (product === 'database') return {};
  const answer = (await cloud.change(product, action, body)) as Answer;
  if (action === 'Invoke') requireOk(answer.Result);
  return answer;
}

/**
 * Whether time alone ends it: SCF doesn't know a role at once that CAM has just created, and a function or an index is busy
 * for a while after a change.
 */
const isTemporary = (error: unknown): boolean =>
  hasCode(
    error,
    ...['ResourceNotFound.Role', 'FailedOperation.QcsRoleNotFound', 'FailedOperation.FunctionStatusError'],
    ...['FailedOperation.FunctionVersionStatusNotActive', 'FailedOperation.ReservedInProgress'],
    'LimitExceeded.IndexOperating',
  );

/** Replaces the placeholders with what this run has published and created. */
function withLearned(body: Call['body'], learned: ReadonlyMap<unknown, string>): Call['body'] {
  const topic = learned.get(LOG_TOPIC);
  const filled = (key: string, value: unknown) => {
    if (value === PUBLISHED) return learned.get(`${PUBLISHED} ${body.FunctionName}`);
    if (key === 'Description' && topic) return String(value).replace(LOG_TOPIC, inDescription(topic));
    return learned.get(value) ?? value;
  };
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, filled(key, value)]));
}

const targetOf = ({ body }: Call): string =>
  String(
    body.FunctionName ??
      body.RoleName ??
      body.AttachRoleName ??
      body.PolicyName ??
      body.Domain ??
      body.Bucket ??
      body.TopicName ??
      body.LogsetName ??
      '',
  );

/** The message leaves out the reply, which may hold anything. */
function requireOk(result: { readonly RetMsg?: string; readonly ErrMsg?: string } = {}): void {
  const reply = jsonOf(result.RetMsg ?? '') as { readonly statusCode?: unknown } | undefined;
  if (result.ErrMsg || reply?.statusCode !== 200)
    throw new NotOk(`检查没有得到 200，而是 ${result.ErrMsg ? '函数出错' : String(reply?.statusCode)}`);
}

class NotOk extends Error {}
const isNotOk = (error: unknown) => error instanceof NotOk;
/** How often the smoke check is made: a new role or alias may take effect some seconds late. */
const CHECKS = 8;

/** @throws Error of `isDone`, or when it takes minutes. */
async function until(isDone: () => Promise<boolean>, what: string, { firstPauseMs }: RunSettings): Promise<void> {
  for (const pauseMs of pauses(firstPauseMs)) {
    if (await isDone()) return;
    await sleep(pauseMs);
  }
  throw new Error(`${what} 一直没有就绪`);
}

/** @throws Error with the platform's reason when the change has failed. */
async function isActive(FunctionName: string, cloud: Cloud): Promise<boolean> {
  type Answer = { Status: string; StatusDesc?: string };
  const { Status, StatusDesc = '' } = await cloud.read<Answer>('scf', 'GetFunction', at(FunctionName));
  if (Status.endsWith('Failed')) throw new Error(`${Status} ${StatusDesc}`);
  return Status === 'Active';
}

/** @throws Error with the platform's reason when no instances are available. */
async function isProvisioned(FunctionName: string, version: unknown, cloud: Cloud): Promise<boolean> {
  type Answer = { Allocated?: readonly { Qualifier?: string; Status?: string; StatusReason?: string }[] };
  const { Allocated = [] } = await cloud.read<Answer>('scf', 'GetProvisionedConcurrencyConfig', at(FunctionName));
  const { Status, StatusReason = '' } = Allocated.find(({ Qualifier }) => Qualifier === version) ?? {};
  if (Status === 'Failed') throw new Error(`预置并发没有成功：${StatusReason}`);
  return Status === 'Done';
}
