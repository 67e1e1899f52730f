import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type RequestListener, type Running, readBody } from 'loopback-server/http-server.ts';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, type CloudCaller } from './cloud-action.ts';
import { type CloudCredentials, LAPTOP_ACCOUNT, type Sessions, sessionsOf } from './credentials.ts';
import { type Attempt, isAllowed } from './policy.ts';
import { verifyTc3 } from './tc3.ts';
import type { createWebsites } from './websites.ts';

/** Approximate limit of a whole JSON request of the Cloud API. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface CloudApiSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** The operator's. Besides these, only credentials that `issued` knows are accepted. */
  readonly credentials: CloudCredentials;
  readonly issued?: Sessions;
  readonly actions: CloudActions;
  /** The vendors' own pages, under `/laptop/`. */
  readonly pages?: RequestListener;
  /** Websites of whoever files, which share this port. */
  readonly websites?: ReturnType<typeof createWebsites>;
  /** What a vendor on a bad day does to each call; without it replies are exact. */
  readonly mood?: ((action: string) => Unkindness | undefined) | undefined;
  /** Only tests set it. */
  readonly now?: () => Date;
}

/**
 * What happens to the next call of an action instead of running it: an error code, an HTTP status with a page instead
 * of JSON, no reply at all, or a given reply, such as `{ Result: 'FailedOperation.ActionLightDark' }`.
 */
const cloudApiFault = z.union([
  z.strictObject({ code: z.string() }),
  z.strictObject({ status: z.int().check(z.minimum(400), z.maximum(599)) }),
  z.strictObject({ hang: z.literal(true) }),
  z.strictObject({ answer: z.record(z.string(), z.unknown()) }),
]);
export type CloudApiFault = z.output<typeof cloudApiFault>;

/** What a vendor on a bad day does to a call: it does not run, or its reply is spoiled. */
export interface Unkindness {
  readonly name: string;
  readonly fault?: CloudApiFault;
  readonly spoil?: (reply: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

const faultOrder = z.strictObject({
  action: z.string(),
  fault: cloudApiFault,
  times: z._default(z.int().check(z.minimum(1), z.maximum(100)), 1),
});

export interface RunningCloudApi extends Running {
  /** Makes the next `times` calls of an action, e.g. `IDCardOCR`, fail instead of running them. */
  failNext(action: string, fault: CloudApiFault, times?: number): void;
  /** How often each action has run; of faults only given replies count. */
  calls(action: string): number;
  /** From now on `look` gets each action that is about to run, with its parameters. */
  watch(look: (action: string, parameters: Readonly<Record<string, unknown>>) => void): void;
}

/**
 * Starts a stand-in for Tencent Cloud API 3.0 (`POST /` with TC3-HMAC-SHA256 and JSON) that serves every product on one
 * port. The product comes from the host name, which clients keep, or else from the credential scope. Source: Cloud API
 * 3.0, public parameters and signature v3.
 *
 * `POST /laptop/faults` with
 * `{"action":"LivenessCompare","fault":{"answer":{"Result":"FailedOperation.ActionLightDark"}},"times":1}` is
 * `failNext` for a user of a running laptop; other `GET` and `POST` requests under `/laptop/` go to `pages`.
 */
export async function startCloudApi(settings: CloudApiSettings): Promise<RunningCloudApi> {
  const faults = new Map<string, CloudApiFault[]>();
  const counts = new Map<string, number>();
  let look: Parameters<RunningCloudApi['watch']>[0] = () => {};
  const failNext = (action: string, fault: CloudApiFault, times = 1) => {
    faults.set(action, [...(faults.get(action) ?? []), ...Array.from({ length: times }, () => fault)]);
  };
  const running = await listen(settings.port, async (request, response) => {
    if (settings.websites?.isMeant(request)) return settings.websites.serve(request, response);
    if (request.url === '/laptop/faults') return takeOrder(request, response, failNext);
    if (request.url?.startsWith('/laptop/') && settings.pages) return settings.pages(request, response);
    const action = headerOf(request, 'x-tc-action') ?? '';
    const ordered = faults.get(action)?.shift();
    const unkindness = ordered ? undefined : settings.mood?.(action);
    const fault = ordered ?? unkindness?.fault;
    if (fault && 'hang' in fault) return;
    if (fault && 'status' in fault) {
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html></html>');
      return;
    }
    const answer = await answerTo(request, action, settings, (content) => {
      if (fault && 'code' in fault) throw new CloudApiError(fault.code, 'made to fail');
      counts.set(action, (counts.get(action) ?? 0) + 1);
      look(action, content);
      return fault?.answer;
    });
    send(response, unkindness?.spoil?.(answer) ?? answer);
  });
  return {
    ...running,
    failNext,
    calls: (action) => counts.get(action) ?? 0,
    watch(next) {
      look = next;
    },
  };
}

async function takeOrder(
  request: IncomingMessage,
  response: ServerResponse,
  failNext: RunningCloudApi['failNext'],
): Promise<void> {
  try {
    const body = await readBody(request, MAX_BODY_BYTES);
    const { action, fault, times } = faultOrder.parse(json(body ?? Buffer.alloc(0)));
    failNext(action, fault, times);
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
}

async function answerTo(
  request: IncomingMessage,
  name: string,
  { credentials: ours, issued, actions, now = () => new Date() }: CloudApiSettings,
  /** Returns a reply when the action isn't to be run. */
  beforeRun: (content: Readonly<Record<string, unknown>>) => Record<string, unknown> | undefined,
): Promise<Record<string, unknown>> {
  try {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body) throw new CloudApiError('RequestSizeLimitExceeded', 'the request is larger than 10 MB');
    const headers = Object.fromEntries(
      Object.keys(request.headers).map((header) => [header, headerOf(request, header)]),
    );
    const session = sessionsOf(ours, issued)(secretIdOf(headers.authorization));
    const scope = verifyTc3({ method: request.method ?? '', headers, body }, session?.credentials ?? ours, now());
    const { product, action } = actionOf(actions, request, scope, name);
    const { credentials, uin, policies } = session ?? { credentials: ours, uin: undefined, policies: [] };
    const caller = { secretId: credentials.secretId, region: headers['x-tc-region'], ...(uin && { uin }) };
    const content = json(body);
    if (!permissionsOf(product, name, content, caller).every((attempt) => isAllowed(policies, attempt)))
      throw new CloudApiError('UnauthorizedOperation', `You are not authorized to perform ${product}:${name}.`);
    const given = beforeRun(content);
    if (given) return given;
    return await action(content, caller);
  } catch (error) {
    if (error instanceof CloudApiError) return { Error: { Code: error.code, Message: error.message } };
    console.error(`cloud API: ${name} broke`, error);
    return { Error: { Code: 'InternalError', Message: 'an error has occurred inside' } };
  }
}

const secretIdOf = (authorization = ''): string => /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';

/** The product and its action. @throws CloudApiError when the product, its version or the action is unknown. */
function actionOf(actions: CloudActions, request: IncomingMessage, scope: string, name: string) {
  const host = headerOf(request, 'host') ?? '';
  const product = host.endsWith('.tencentcloudapi.com') ? (host.split('.')[0] ?? '') : scope;
  const version = headerOf(request, 'x-tc-version') ?? '';
  const action = actions[`${product}/${version}/${name}`];
  if (action) return { product, action };
  const known = Object.keys(actions);
  if (!known.some((key) => key.startsWith(`${product}/`)))
    throw new CloudApiError('UnsupportedProduct', 'no such product here');
  if (!known.some((key) => key.startsWith(`${product}/${version}/`))) {
    throw new CloudApiError('NoSuchVersion', 'no such version of this product');
  }
  throw new CloudApiError('InvalidAction', 'no such action of this version');
}

function json(body: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Thrown below, as for any other body that is not an object.
  }
  throw new CloudApiError('InvalidParameter', 'the body is not a JSON object');
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Errors of the Cloud API have status 200 too. */
function send(response: ServerResponse, answer: Readonly<Record<string, unknown>>): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ Response: { ...answer, RequestId: randomUUID() } }));
}

/** Actions that policies call by another name. Source: CAM, the products' lists of actions (SCF: 583/51934). */
const NAMES: Readonly<Record<string, string>> = { 'scf:Invoke': 'scf:InvokeFunction' };

type Content = Readonly<Record<string, unknown>>;

/** The resource of an action that has a finer one than all of the product. */
function resourceOf(
  product: string,
  action: string,
  content: Content,
  { uin, region }: { uin: string; region: string },
) {
  const { Namespace = 'default', FunctionName, RoleArn, RoleName, AttachRoleName, DetachRoleName } = content;
  // A role has two forms of its name.
  if (action === 'sts:AssumeRole') return String(RoleArn).replace(':role/', ':roleName/');
  if (product === 'scf' && FunctionName)
    return `qcs::scf:${region}:uin/${uin}:namespace/${Namespace}/function/${FunctionName}`;
  const role = RoleName ?? AttachRoleName ?? DetachRoleName;
  if (product === 'cam' && role) return roleOf(uin, role);
  return `qcs::${product}:${region}:uin/${uin}:*`;
}

const roleOf = (uin: string, name: unknown): string => `qcs::cam::uin/${uin}:roleName/${name}`;

/** Who gives a function its role passes it to SCF. Source: CAM, PassRole; SCF, execution role (583/47933). */
const PASSES_ROLE = ['scf:CreateFunction', 'scf:UpdateFunctionConfiguration'];

/** A call of the Cloud API, as policies see it: what it does, each of which must be allowed. */
function permissionsOf(
  product: string,
  action: string,
  content: Content,
  { uin = LAPTOP_ACCOUNT.uin, region = LAPTOP_ACCOUNT.region }: CloudCaller,
): readonly Attempt[] {
  const name = NAMES[`${product}:${action}`] ?? `${product}:${action}`;
  const ownAccount = `uin/${uin}`;
  const call = { action: name, resource: resourceOf(product, name, content, { uin, region }), ownAccount };
  if (!PASSES_ROLE.includes(name) || !content.Role) return [call];
  return [call, { action: 'cam:PassRole', resource: roleOf(uin, content.Role), ownAccount }];
}
