import * as z from 'zod/mini';

// Source: CAM, "Syntax structure" (product/598/10604), "Resource description" (598/10606); COS, "Access policy
// language" (436/45235, 436/46205).

const oneOrMore = <T extends z.ZodMiniType>(type: T) => z.union([type, z.array(type).check(z.minLength(1))]);
const text = z.string().check(z.minLength(1));
const expectation = z.record(text, oneOrMore(z.string()));

const statement = z.strictObject({
  effect: z.enum(['allow', 'deny']),
  action: oneOrMore(text),
  resource: oneOrMore(text),
  /** Only the operators that are used here: others are refused, never ignored. */
  condition: z.optional(
    z.strictObject({
      string_equal: z.optional(expectation),
      string_equal_if_exist: z.optional(expectation),
      string_not_equal: z.optional(expectation),
      string_not_equal_if_exist: z.optional(expectation),
    }),
  ),
});
type Statement = z.output<typeof statement>;

const policyDocument = z.strictObject({
  version: z.literal('2.0'),
  statement: z.array(statement).check(z.minLength(1)),
});

/** A checked CAM policy. */
export type PolicyDocument = z.output<typeof policyDocument>;

/** Parses a policy; undefined when it isn't one, or has something that is not implemented here. */
export function parsePolicy(document: unknown): PolicyDocument | undefined {
  return policyDocument.safeParse(document).data;
}

/** One thing that a caller wants to do. */
export interface Attempt {
  /** `<product>:<action>`, e.g. `cos:PutObject`. */
  readonly action: string;
  /** In six segments, e.g. `qcs::cos:ap-guangzhou:uid/1250000000:files-1250000000/incoming/x`. */
  readonly resource: string;
  /** The account that a policy means by an empty one: `uin/<uin>`, for COS `uid/<appid>`. */
  readonly ownAccount: string;
  /** Values of the condition keys that the request has, by name, e.g. `cos:x-cos-acl`. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Whether every policy allows an attempt. Within a policy a deny wins, and what isn't mentioned is denied. */
export const isAllowed = (policies: readonly PolicyDocument[], attempt: Attempt): boolean =>
  policies.every(({ statement: statements }) => {
    const effects = statements.filter((statement) => covers(statement, attempt)).map(({ effect }) => effect);
    return effects.includes('allow') && !effects.includes('deny');
  });

function covers({ action, resource, condition = {} }: Statement, attempt: Attempt): boolean {
  return (
    list(action).some((value) => isLike(value.replace(/^name\//, ''), attempt.action)) &&
    list(resource).some((value) => isResource(value, attempt)) &&
    Object.entries(condition).every(([operator, expected]) =>
      Object.entries(expected ?? {}).every(([key, values]) => holds(operator, list(values), attempt.facts?.[key])),
    )
  );
}

const list = <T>(oneOrMany: T | readonly T[]): readonly T[] =>
  Array.isArray(oneOrMany) ? oneOrMany : [oneOrMany as T];

function holds(operator: string, values: readonly string[], actual: string | undefined): boolean {
  if (actual === undefined) return operator.endsWith('_if_exist');
  return values.includes(actual) === !operator.startsWith('string_not_equal');
}

/** An empty region means all of them, an empty account the policy's own. */
function isResource(pattern: string, { resource, ownAccount }: Attempt): boolean {
  if (pattern === '*') return true;
  const [prefix, project, product, region, account, ...rest] = pattern.split(':');
  const [, , , actualRegion = ''] = resource.split(':');
  const complete = [prefix, project, product, region || actualRegion, account || ownAccount, rest.join(':')];
  return isLike(complete.join(':'), resource);
}

const isLike = (pattern: string, actual: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's').test(actual);

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
