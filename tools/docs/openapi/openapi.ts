import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/mini';
import type { Contract, Operation } from '../../../contracts/kit/contract.ts';
import type { AtOnce, Limit } from '../../../contracts/kit/limits.ts';
import { roomFolder } from '../../../deploy/manifest/room-folder.ts';
import { ROOT } from '../../../deploy/root.ts';
import type { ApiFacts, Webhook } from './api-facts.ts';
import { type Json, operationsIn, type WrittenOperation } from './docstrings.ts';
import { errorSchema, repliesOf } from './errors.ts';
import { exampleOf } from './examples.ts';
import { describeByName } from './property-words.ts';
import { createSchemas, type Schemas } from './schemas.ts';

/** Contracts of functions by their names. */
export type Contracts = Readonly<Record<string, Contract>>;

/** The description of an API, from its contracts and their source. */
export async function openApi(contracts: Contracts, facts: ApiFacts): Promise<Json> {
  const { title, version, description, servers, securitySchemes, folders, webhooks = {} } = facts;
  const schemas = await createSchemas(folders);
  const paths: Record<string, Record<string, Json>> = {};
  const refused = new Map<string, Json>();
  for (const [room, contract] of Object.entries(contracts)) {
    const written = operationsOf(room);
    for (const [name, operation] of Object.entries(contract)) {
      const described = operationOf(name, room, operation, { schemas, facts, refused, written: written.get(name) });
      paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: described };
    }
  }
  const sent = Object.entries(webhooks).map(([name, hook]) => [name, { post: webhookOf(name, hook, schemas) }]);
  const error = facts.error ?? errorSchema(schemas);
  const whole = schemas.settled({
    openapi: '3.1.0',
    info: { title, version, description },
    servers,
    tags: Object.keys(contracts).map((name) => ({ name })),
    paths,
    ...(sent.length > 0 && { webhooks: Object.fromEntries(sent) }),
    components: {
      securitySchemes,
      schemas: { Error: error, ...schemas.components() },
      ...(refused.size > 0 && { responses: Object.fromEntries([...refused].sort()) }),
    },
  });
  describeByName(whole, whole.components.schemas as Json);
  return withExamples(whole);
}

/** Contracts that belong to no room. */
const BORDER = ['contracts/review-desk/operations.ts', 'contracts/record-service.ts'];

/** How the contracts of a room are written; those of the border are anybody's. */
function operationsOf(room: string): ReadonlyMap<string, WrittenOperation> {
  const folder = roomFolder(room);
  const path = join(ROOT, folder);
  const names = existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
  const own = names.filter((name) => /\bcontract\.ts$/.test(name)).map((name) => `${folder}/${name}`);
  return new Map([...BORDER, ...own].flatMap((file) => [...operationsIn(file)]));
}

interface Around {
  readonly schemas: Schemas;
  readonly facts: ApiFacts;
  readonly refused: Map<string, Json>;
  readonly written: WrittenOperation | undefined;
}

const parameter = (name: string, where: 'path' | 'query' | 'header', schema: Json, required: boolean): Json => {
  const { description, ...rest } = schema;
  return { name, in: where, required, ...(description !== undefined && { description }), schema: rest };
};

function parametersOf(
  { params, query, idempotent, ifMatch }: Operation,
  { schemas, written }: Around,
): readonly Json[] {
  const all = (object: z.ZodMiniObject | undefined, where: 'path' | 'query') => {
    const source = written?.part(where === 'path' ? 'params' : 'query');
    const { properties = {}, required = [] } = (object ? schemas.json(object, 'input', source) : {}) as {
      properties?: Readonly<Record<string, Json>>;
      required?: readonly string[];
    };
    return Object.entries(properties).map(([name, property]) =>
      parameter(name, where, property, where === 'path' || required.includes(name)),
    );
  };
  const key = parameter('Idempotency-Key', 'header', { type: 'string', minLength: 20, maxLength: 255 }, true);
  const seen = parameter('If-Match', 'header', { type: 'string', pattern: '^"\\d{1,9}"$' }, false);
  return [...all(params, 'path'), ...all(query, 'query'), ...(idempotent ? [key] : []), ...(ifMatch ? [seen] : [])];
}

export const content = (schema: Json): Json => ({ 'application/json': { schema } });

const PER = { account: 'account', address: 'network address' } as const satisfies Record<Limit['per'], string>;

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

const duration = (seconds: number): string => {
  const [size, unit] = UNITS.find(([unitSeconds]) => seconds % unitSeconds === 0) ?? UNITS[3];
  return seconds === size ? unit : `${seconds / size} ${unit}s`;
};

const limitText = ({ per, times, seconds }: Limit): string =>
  `At most ${times} ${times === 1 ? 'call' : 'calls'} per ${PER[per]} in ${seconds === 1 ? 'a' : 'any'} ${duration(seconds)}.`;
const atOnceText = ({ per, most }: AtOnce): string => `At most ${most} at a time per ${PER[per]}.`;

/** What an operation allows, in words; '' for one without a limit. */
const limitsOf = ({ limits, atOnce }: Operation): string =>
  [...('unlimited' in limits ? [] : limits.map(limitText)), ...(atOnce ? [atOnceText(atOnce)] : [])].join(' ');

/** Which scheme of the API a caller uses. `optional-session` may call without one, too. */
const SECURITY: Readonly<Record<Operation['caller'], readonly Json[]>> = {
  session: [{ session: [] }],
  'optional-session': [{ session: [] }, {}],
  anonymous: [],
  desk: [{ signature: [] }],
  // Of the desk's own page, which no description covers.
  staff: [],
};

function operationOf(name: string, room: string, operation: Operation, around: Around): Json {
  const { schemas, facts, refused, written } = around;
  const { title, summary, caller, status = 200, reply, view, cacheSeconds } = operation;
  const part = operation.body ? 'body' : 'message';
  const body = operation[part];
  const json = schemas.json(reply, facts.replies ?? 'output', written?.part('reply'));
  if (view) showing(json, schemas.json(view, 'output', written?.part('view')));
  const parameters = [...(caller === 'desk' ? (facts.signed ?? []) : []), ...parametersOf(operation, around)];
  const description = [title && summary, written?.doc, limitsOf(operation)].filter(Boolean).join('\n\n');
  return {
    operationId: name,
    tags: [room],
    summary: title ?? summary,
    ...(description && { description }),
    security: SECURITY[caller],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: content(schemas.json(body, 'input', written?.part(part))) },
    }),
    responses: {
      [status]: { description: 'Done', content: content(json) },
      ...(cacheSeconds !== undefined && {
        304: { description: `The same as If-None-Match says; may be kept for ${cacheSeconds} seconds` },
      }),
      ...repliesOf(room, name, operation, facts, refused),
    },
  };
}

/** Says beside the link of a view what it shows. */
function showing({ properties }: { readonly properties?: Readonly<Record<string, Json>> }, shown: Json): void {
  const view = properties?.view;
  if (view)
    Object.assign(view, {
      description: 'A link that is valid for minutes. GET `url` answers what x-shows describes, as JSON, unmasked.',
      'x-shows': shown,
    });
}

const webhookOf = (name: string, { summary, description, message, headers = [] }: Webhook, schemas: Schemas): Json => ({
  operationId: name,
  summary,
  ...(description && { description }),
  security: [{ signature: [] }],
  parameters: headers,
  requestBody: { required: true, content: content(schemas.json(message, 'input')) },
  responses: { 200: { description: 'Received' }, '4XX': { description: 'Not received; it is delivered again' } },
});

/** Puts an example beside each schema of a body and of a reply that is no refusal. */
function withExamples(whole: Json): Json {
  const { components } = whole as { readonly components: { readonly schemas: Json } };
  const operations = [whole.paths, whole.webhooks ?? {}].flatMap((paths) =>
    Object.values(paths as Readonly<Record<string, Json>>).flatMap((path) => Object.values(path)),
  ) as readonly { readonly requestBody?: unknown; readonly responses: Readonly<Record<string, unknown>> }[];
  for (const { requestBody, responses } of operations)
    for (const part of [requestBody, responses[200], responses[201], responses[202]]) {
      const media = (part as { content?: Record<string, Record<string, unknown>> } | undefined)?.content?.[
        'application/json'
      ];
      if (media) media.example = exampleOf(media.schema, components.schemas, part !== requestBody);
    }
  return whole;
}
