import * as z from 'zod/mini';
import type { Cloud } from '../../deploy/cloud.ts';
import { jsonOf } from '../../deploy/json-of.ts';

/** One action on one resource, which may end with a star. */
export interface Needed {
  readonly action: string;
  readonly resource: string;
}

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const policy = z.object({
  statement: z.array(
    z.object({ effect: z.string(), action: oneOrMore, resource: oneOrMore, condition: z.optional(z.unknown()) }),
  ),
});
/** A CAM policy, as far as rights are read from it. */
export type Policy = z.output<typeof policy>;

const PAGE = 200;

/** The policies of a user and of their groups. @throws the SDK's error; those that are no document count as empty. */
export async function readPolicies(cloud: Cloud, uin: string): Promise<readonly Policy[]> {
  type Answer = { readonly PolicyList?: readonly { readonly PolicyId?: string | number }[] | null };
  const policies: Policy[] = [];
  for (let page = 1, full = true; full; page += 1) {
    const request = { TargetUin: Number(uin), Rp: PAGE, Page: page, AttachType: 0 };
    const { PolicyList } = await cloud.read<Answer>('cam', 'ListAttachedUserAllPolicies', request);
    const found = PolicyList ?? [];
    for (const { PolicyId } of found) {
      const item = await cloud.read<{ PolicyDocument?: string }>('cam', 'GetPolicy', { PolicyId: Number(PolicyId) });
      policies.push(parsed(item.PolicyDocument ?? ''));
    }
    full = found.length === PAGE;
  }
  return policies;
}

/** Documents are percent-encoded or plain. */
function parsed(document: string): Policy {
  const text = document.startsWith('%') ? decodeURIComponent(document) : document;
  return policy.safeParse(jsonOf(text)).data ?? { statement: [] };
}

interface Owner {
  readonly ownerUin: string;
  readonly appId: string;
}

/**
 * Whether policies allow an action. A statement with a condition allows nothing here, and a deny counts whatever its
 * condition says: nobody should rely on either.
 */
export function isGranted(policies: readonly Policy[], needed: Needed, owner: Owner): boolean {
  const statements = policies.flatMap(({ statement }) => statement);
  const matching = statements.filter(
    ({ action, resource }) =>
      listOf(action).some((text) => isLike(withoutName(text), needed.action)) &&
      listOf(resource).some((text) => isLike(complete(text, owner), complete(needed.resource, owner))),
  );
  const allows = matching.some(({ effect, condition }) => effect === 'allow' && condition === undefined);
  return allows && !matching.some(({ effect }) => effect === 'deny');
}

const listOf = (given: string | readonly string[]): readonly string[] => (typeof given === 'string' ? [given] : given);
const withoutName = (action: string): string => action.replace(/^name\//, '');

/** A resource's six segments with the own account as one word, in whichever way it is written. */
function complete(resource: string, { ownerUin, appId }: Owner): string {
  const segments = resource.split(':');
  if (segments.length < 6) return resource;
  const [qcs = '', project = '', product = '', region = '', account = '', ...rest] = segments;
  const own = ['', `uin/${ownerUin}`, `uid/${appId}`].includes(account) ? 'own' : account;
  // Roles belong to no region; an empty one means all.
  return [qcs, project, product, region === '' ? '*' : region, own, rest.join(':')].join(':');
}

/** A star in the pattern stands for anything, also for a star. */
const isLike = (pattern: string, actual: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's').test(actual);

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
