import { createHash } from 'node:crypto';
import type { Operation } from '../../../contracts/kit/contract.ts';
import { REFUSALS, type Refusal } from '../../../contracts/kit/refusal.ts';
import { roomFolder } from '../../../deploy/manifest/room-folder.ts';
import { STATUS } from '../../../platform/edge/refusal-to-http.ts';
import { finding } from '../../../shared/schemas/finding.ts';
import type { ApiFacts } from './api-facts.ts';
import type { Json } from './docstrings.ts';
import type { Schemas } from './schemas.ts';

/** The reply of every refusal. */
export const errorSchema = (schemas: Schemas): Json => ({
  type: 'object',
  required: ['error', 'requestId'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'facts'],
      properties: {
        code: { type: 'string', enum: Object.keys(REFUSALS) },
        message: { type: 'string', description: 'What to show to the person, in Chinese.' },
        facts: {
          type: 'object',
          description: 'Codes and numbers, which depend on the code. No personal data.',
          properties: {
            fields: {
              type: 'array',
              description: 'The fields with a problem.',
              items: {
                type: 'object',
                required: ['field', 'message'],
                properties: { field: { type: 'string' }, message: { type: 'string' } },
              },
            },
            findings: { type: 'array', description: 'What rules found.', items: schemas.json(finding, 'output') },
            retryAfterSeconds: { type: 'integer', description: 'After how many seconds to try again.' },
          },
          additionalProperties: { type: ['string', 'number', 'array'] },
        },
      },
    },
    requestId: { type: 'string' },
  },
});

/** What the edge refuses before a use case is asked. */
function refusedByEdge(operation: Operation) {
  const { caller, freshSignIn, params, query, body, message, idempotent, ifMatch, limits, atOnce } = operation;
  const codes: (Refusal | false | undefined)[] = [
    caller === 'session' && 'session.missing',
    (caller === 'session' || caller === 'optional-session') && 'session.invalid',
    freshSignIn && 'session.old-sign-in',
    caller === 'desk' && 'request.unsigned',
    params && 'route.unknown',
    (body || ifMatch) && 'request.malformed',
    (body || query) && 'request.invalid',
    (body || message) && 'request.too-large',
    ...(idempotent ? (['idempotency.key-missing', 'idempotency.key-reused', 'idempotency.running'] as const) : []),
    (!('unlimited' in limits) || atOnce) && 'request.too-many',
    'vendor.unavailable',
    'internal.error',
  ];
  return codes.filter((code): code is Refusal => Boolean(code));
}

/** When to come again. */
const RETRY_AFTER: Json = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } };

/** The refusals of an operation, by their status. @param shared where those of one status and the same codes stand once, by name */
export function repliesOf(
  room: string,
  name: string,
  operation: Operation,
  { refusals, replyTo }: ApiFacts,
  shared: Map<string, Json>,
): Json {
  if (replyTo) return replyTo(operation);
  const codes = new Set([...refusals(roomFolder(room), name), ...refusedByEdge(operation)]);
  const all = (Object.keys(REFUSALS) as Refusal[]).filter((code) => codes.has(code));
  const statuses = [...new Set(all.map((code) => STATUS[code]))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const own = all.filter((code) => STATUS[code] === status);
      const schema = {
        allOf: [
          { $ref: '#/components/schemas/Error' },
          { properties: { error: { properties: { code: { enum: own } } } } },
        ],
      };
      const reply =
        own.length === 1 ? `${own}` : `${status}-${createHash('sha256').update(`${own}`).digest('hex').slice(0, 8)}`;
      shared.set(reply, {
        description: own.map((code) => `\`${code}\`: ${REFUSALS[code]}`).join('\n\n'),
        ...([429, 503].includes(status) && { headers: RETRY_AFTER }),
        content: { 'application/json': { schema } },
      });
      return [status, { $ref: `#/components/responses/${reply}` }];
    }),
  );
}

/** `docs/refusals.md`. */
export function refusalsPage(): string {
  const codes = Object.keys(REFUSALS) as Refusal[];
  const statuses = [...new Set(codes.map((code) => STATUS[code]))].toSorted((first, second) => first - second);
  return [
    '# Refusals',
    '',
    'Every refusal that a caller may get, by its HTTP status. Made from `contracts/kit/refusal.ts` and',
    '`platform/edge/refusal-to-http.ts` by `npm run docs`.',
    '',
    ...statuses.flatMap((status) => [
      `## ${status}`,
      '',
      ...codes.filter((code) => STATUS[code] === status).map((code) => `- \`${code}\` ${REFUSALS[code]}`),
      '',
    ]),
  ].join('\n');
}
