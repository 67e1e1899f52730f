import * as z from 'zod';
import { type CloudAction, type CloudActions, CloudApiError } from './cloud-action.ts';

interface Role {
  document: string;
  readonly attached: Set<string>;
}

export interface Cam {
  readonly actions: CloudActions;
  /** Every call that was made and not refused, in order. */
  readonly calls: readonly { readonly action: string; readonly body: Readonly<Record<string, unknown>> }[];
}

const name = z.string().regex(/^[\w+=,.@-]{1,128}$/);
/** A policy needs at least one statement, a trust document one too. */
const document = z.string().refine((text) => {
  const parsed = json(text) as { version?: unknown; statement?: unknown } | undefined;
  return parsed?.version === '2.0' && Array.isArray(parsed.statement) && parsed.statement.length > 0;
}, 'not a policy of version 2.0');
const page = { Page: z.int().min(1), Rp: z.int().min(1).max(200) };

/** Roles and own policies of an account. Shapes and codes: Tencent Cloud API cam 2019-01-16. */
export function createCam(): Cam {
  const roles = new Map<string, Role>();
  const policies = new Map<string, { readonly id: number; document: string }>();
  const calls: { action: string; body: Record<string, unknown> }[] = [];
  let lastId = 0;

  const roleOf = (role: string): Role => found(roles.get(role), 'InvalidParameter.RoleNotExist');
  const policyOf = (policy: string) => found(policies.get(policy), 'ResourceNotFound.PolicyIdNotFound');
  const named = (id: number): string =>
    found([...policies.entries()].find(([, policy]) => policy.id === id)?.[0], 'ResourceNotFound.PolicyIdNotFound');
  const action =
    <T extends z.ZodType>(title: string, schema: T, run: (request: z.output<T>) => object): CloudAction =>
    async (body) => {
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw new CloudApiError('InvalidParameter.ParamError', parsed.error.message);
      const answer = run(parsed.data);
      calls.push({ action: title, body });
      return answer as Record<string, unknown>;
    };

  const actions = {
    DescribeRoleList: action('DescribeRoleList', z.strictObject(page), ({ Page, Rp }) => {
      const all = [...roles.entries()].map(([RoleName, role]) => ({ RoleName, PolicyDocument: role.document }));
      return { List: pageOf(all, Page, Rp), TotalNum: all.length };
    }),
    CreateRole: action('CreateRole', z.strictObject({ RoleName: name, PolicyDocument: document }), (request) => {
      if (roles.has(request.RoleName)) throw new CloudApiError('InvalidParameter.RoleNameInUse', 'in use');
      roles.set(request.RoleName, { document: request.PolicyDocument, attached: new Set() });
      return { RoleId: String(roles.size) };
    }),
    UpdateAssumeRolePolicy: action(
      'UpdateAssumeRolePolicy',
      z.strictObject({ RoleName: name, PolicyDocument: document }),
      (request) => {
        roleOf(request.RoleName).document = request.PolicyDocument;
        return {};
      },
    ),
    DeleteRole: action('DeleteRole', z.strictObject({ RoleName: name }), ({ RoleName }) => {
      roleOf(RoleName);
      roles.delete(RoleName);
      return {};
    }),
    ListPolicies: action(
      'ListPolicies',
      z.strictObject({ ...page, Scope: z.literal('Local'), Keyword: z.string().default('') }),
      ({ Keyword, Page, Rp }) => {
        const all = [...policies.entries()].map(([PolicyName, { id }]) => ({ PolicyName, PolicyId: id }));
        const some = all.filter(({ PolicyName }) => PolicyName.includes(Keyword));
        return { List: pageOf(some, Page, Rp), TotalNum: some.length };
      },
    ),
    GetPolicy: action('GetPolicy', z.strictObject({ PolicyId: z.int() }), ({ PolicyId }) => ({
      PolicyName: named(PolicyId),
      PolicyDocument: policyOf(named(PolicyId)).document,
    })),
    CreatePolicy: action('CreatePolicy', z.strictObject({ PolicyName: name, PolicyDocument: document }), (request) => {
      if (policies.has(request.PolicyName)) throw new CloudApiError('FailedOperation.PolicyNameInUse', 'in use');
      lastId += 1;
      policies.set(request.PolicyName, { id: lastId, document: request.PolicyDocument });
      return { PolicyId: lastId };
    }),
    UpdatePolicy: action('UpdatePolicy', z.strictObject({ PolicyName: name, PolicyDocument: document }), (request) => {
      policyOf(request.PolicyName).document = request.PolicyDocument;
      return {};
    }),
    DeletePolicy: action('DeletePolicy', z.strictObject({ PolicyId: z.array(z.int()).min(1) }), ({ PolicyId }) => {
      for (const policy of PolicyId.map(named)) policies.delete(policy);
      return {};
    }),
    ListAttachedRolePolicies: action(
      'ListAttachedRolePolicies',
      z.strictObject({ ...page, RoleName: name }),
      ({ RoleName, Page, Rp }) => {
        const all = [...roleOf(RoleName).attached].map((PolicyName) => ({ PolicyName }));
        return { List: pageOf(all, Page, Rp), TotalNum: all.length };
      },
    ),
    AttachRolePolicy: action(
      'AttachRolePolicy',
      z.strictObject({ AttachRoleName: name, PolicyName: name }),
      ({ AttachRoleName, PolicyName }) => {
        policyOf(PolicyName);
        roleOf(AttachRoleName).attached.add(PolicyName);
        return {};
      },
    ),
    DetachRolePolicy: action(
      'DetachRolePolicy',
      z.strictObject({ DetachRoleName: name, PolicyName: name }),
      ({ DetachRoleName, PolicyName }) => {
        roleOf(DetachRoleName).attached.delete(PolicyName);
        return {};
      },
    ),
  };
  const byProduct = Object.entries(actions).map(([title, run]) => [`cam/2019-01-16/${title}`, run]);
  return { actions: Object.fromEntries(byProduct), calls };
}

const pageOf = <T>(all: readonly T[], number: number, size: number): readonly T[] =>
  all.slice((number - 1) * size, number * size);

function found<T>(value: T | undefined, code: string): T {
  if (value === undefined) throw new CloudApiError(code, 'there is no such thing');
  return value;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
