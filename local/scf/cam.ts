import { type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import type { Sessions } from 'tencent-stand-in/credentials.ts';
import { type PolicyDocument, parsePolicy } from 'tencent-stand-in/policy.ts';
import type { OwnRoles } from 'tencent-stand-in/sts.ts';
import * as z from 'zod/mini';
import { jsonOf } from '../../deploy/json-of.ts';
import { createCamUsers } from './cam-users.ts';
import { isKnownAction } from './known-actions.ts';
import { type RecordedCall, recorded, refusingWith } from './recorded-actions.ts';

interface Role {
  document: string;
  readonly attached: Set<string>;
  /** When other products know it. */
  readonly usableAtMs: number;
}

export interface Cam {
  readonly actions: CloudActions;
  /** Whether there is a role that has taken effect, for SCF. */
  hasRole(name: string): boolean;
  /** The roles as they are now, for STS. */
  readonly roles: OwnRoles;
  /** The users' keys, with their policies as they are now. */
  readonly users: Sessions;
}

const trustDocument = z.object({
  statement: z.array(z.object({ principal: z.record(z.string(), z.array(z.string())) })),
});

const name = z.string().check(z.regex(/^[\w+=,.@-]{1,128}$/));
/** A policy, like a trust document, needs at least one statement. */
const document = z.string().check(
  z.refine((text) => {
    const parsed = jsonOf(text) as { version?: unknown; statement?: unknown } | undefined;
    return parsed?.version === '2.0' && Array.isArray(parsed.statement) && parsed.statement.length > 0;
  }, 'not a policy of version 2.0'),
);
const policyText = document.check(z.refine((text) => parsePolicy(jsonOf(text)) !== undefined, 'not a policy'));
const page = { Page: z.int().check(z.minimum(1)), Rp: z.int().check(z.minimum(1), z.maximum(200)) };

/** Changes of policies that CAM takes in a second. */
const POLICIES_A_SECOND = 10;

/**
 * Roles and custom policies of an account. Every accepted call is appended to `calls`. Shapes and codes: Tencent Cloud
 * API cam 2019-01-16.
 *
 * @param roleDelayMs for how long other products don't know a new role: CAM's changes reach them late. policiesASecond:
 * changes of policies in a second.
 */
export function createCam(
  calls: RecordedCall[] = [],
  { roleDelayMs = 0, policiesASecond = POLICIES_A_SECOND } = {},
): Cam {
  // SCF's own role, as its console creates it.
  const roles = new Map<string, Role>([['SCF_QcsRole', { document: TRUSTS_SCF, attached: new Set(), usableAtMs: 0 }]]);
  const policies = new Map<string, { readonly id: number; document: string }>();
  let lastId = 0;
  const policyTimes: number[] = [];
  const throttlePolicies = () => {
    const nowMs = performance.now();
    while (nowMs - (policyTimes[0] ?? nowMs) >= 1000) policyTimes.shift();
    if (policyTimes.length >= policiesASecond) throw new CloudApiError('RequestLimitExceeded', 'too many policies');
    policyTimes.push(nowMs);
  };

  const roleOf = (role: string): Role => found(roles.get(role), 'InvalidParameter.RoleNotExist');
  const policyOf = (policy: string) => found(policies.get(policy), 'ResourceNotFound.PolicyIdNotFound');
  const named = (id: number): string =>
    found([...policies.entries()].find(([, policy]) => policy.id === id)?.[0], 'ResourceNotFound.PolicyIdNotFound');
  const isUsable = (role: string) => performance.now() >= (roles.get(role)?.usableAtMs ?? Number.POSITIVE_INFINITY);
  const on = refusingWith('InvalidParameter.ParamError');
  const users = createCamUsers({
    named,
    documentOf: (policy) => policyOf(policy).document,
    idOf: (policy) => policyOf(policy).id,
    together,
  });

  const actions = {
    ...users.actions,
    DescribeRoleList: on(z.strictObject(page), ({ Page, Rp }) => {
      const all = [...roles.entries()].map(([RoleName, role]) => ({ RoleName, PolicyDocument: role.document }));
      return { List: pageOf(all, Page, Rp), TotalNum: all.length };
    }),
    CreateRole: on(z.strictObject({ RoleName: name, PolicyDocument: document }), (request) => {
      if (roles.has(request.RoleName)) throw new CloudApiError('InvalidParameter.RoleNameInUse', 'in use');
      roles.set(request.RoleName, {
        document: request.PolicyDocument,
        attached: new Set(),
        usableAtMs: performance.now() + roleDelayMs,
      });
      return { RoleId: String(roles.size) };
    }),
    UpdateAssumeRolePolicy: on(z.strictObject({ RoleName: name, PolicyDocument: document }), (request) => {
      roleOf(request.RoleName).document = request.PolicyDocument;
    }),
    DeleteRole: on(z.strictObject({ RoleName: name }), ({ RoleName }) => {
      roleOf(RoleName);
      roles.delete(RoleName);
    }),
    ListPolicies: on(
      z.strictObject({ ...page, Scope: z.literal('Local'), Keyword: z._default(z.string(), '') }),
      ({ Keyword, Page, Rp }) => {
        const all = [...policies.entries()].map(([PolicyName, { id }]) => ({ PolicyName, PolicyId: id }));
        const some = all.filter(({ PolicyName }) => PolicyName.includes(Keyword));
        return { List: pageOf(some, Page, Rp), TotalNum: some.length };
      },
    ),
    GetPolicy: on(z.strictObject({ PolicyId: z.int() }), ({ PolicyId }) => ({
      PolicyName: named(PolicyId),
      PolicyDocument: policyOf(named(PolicyId)).document,
    })),
    CreatePolicy: on(z.strictObject({ PolicyName: name, PolicyDocument: policyText }), (request) => {
      throttlePolicies();
      checkActions(request.PolicyDocument);
      if (policies.has(request.PolicyName)) throw new CloudApiError('FailedOperation.PolicyNameInUse', 'in use');
      lastId += 1;
      policies.set(request.PolicyName, { id: lastId, document: request.PolicyDocument });
      return { PolicyId: lastId };
    }),
    UpdatePolicy: on(z.strictObject({ PolicyName: name, PolicyDocument: policyText }), (request) => {
      throttlePolicies();
      checkActions(request.PolicyDocument);
      policyOf(request.PolicyName).document = request.PolicyDocument;
    }),
    DeletePolicy: on(z.strictObject({ PolicyId: z.array(z.int()).check(z.minLength(1)) }), ({ PolicyId }) => {
      for (const policy of PolicyId.map(named)) policies.delete(policy);
    }),
    ListAttachedRolePolicies: on(z.strictObject({ ...page, RoleName: name }), ({ RoleName, Page, Rp }) => {
      const all = [...roleOf(RoleName).attached].map((PolicyName) => ({ PolicyName }));
      return { List: pageOf(all, Page, Rp), TotalNum: all.length };
    }),
    AttachRolePolicy: on(
      z.strictObject({ AttachRoleName: name, PolicyName: name }),
      ({ AttachRoleName, PolicyName }) => {
        policyOf(PolicyName);
        roleOf(AttachRoleName).attached.add(PolicyName);
      },
    ),
    DetachRolePolicy: on(
      z.strictObject({ DetachRoleName: name, PolicyName: name }),
      ({ DetachRoleName, PolicyName }) => {
        roleOf(DetachRoleName).attached.delete(PolicyName);
      },
    ),
  };
  return {
    actions: recorded('cam', '2019-01-16', actions, calls),
    hasRole: isUsable,
    users: users.sessions,
    roles: (roleName) => {
      const role = isUsable(roleName) ? roles.get(roleName) : undefined;
      if (!role) return undefined;
      const { statement } = trustDocument.parse(jsonOf(role.document));
      const documents = [...role.attached].flatMap((policy) => policies.get(policy)?.document ?? []);
      return {
        trusts: statement.flatMap(({ principal }) => Object.values(principal).flat()),
        policies: together(documents),
      };
    },
  };
}

/** @throws CloudApiError for an action that no product has. Code: Go SDK, CAM. */
function checkActions(policy: string): void {
  const actions = parsePolicy(jsonOf(policy))?.statement.flatMap(({ action }) => action) ?? [];
  const unknown = actions.find((action) => action !== '*' && !isKnownAction(action));
  if (unknown) throw new CloudApiError('InvalidParameter.ActionNotExist', `there is no action ${unknown}`);
}

/** What a role may do is what any of its policies allows and none denies: one policy with all statements. */
function together(documents: readonly string[]): readonly PolicyDocument[] {
  const statement = documents.flatMap((text) => parsePolicy(jsonOf(text))?.statement ?? []);
  const nothing = { effect: 'deny' as const, action: '*', resource: '*' };
  return [{ version: '2.0', statement: statement.length > 0 ? statement : [nothing] }];
}

const TRUSTS_SCF =
  '{"version":"2.0","statement":[{"effect":"allow","action":"name/sts:AssumeRole","principal":{"service":["scf.qcloud.com"]}}]}';

const pageOf = <T>(all: readonly T[], number: number, size: number): readonly T[] =>
  all.slice((number - 1) * size, number * size);

function found<T>(value: T | undefined, code: string): T {
  if (value === undefined) throw new CloudApiError(code, 'there is no such thing');
  return value;
}
