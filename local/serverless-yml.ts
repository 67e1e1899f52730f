import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { parseCron } from './cron.ts';
import { resolveVariables } from './yml-variables.ts';

/** How a function URL answers browsers of other origins, field for field the URL's CorsConfig. */
export interface Cors {
  readonly enable: boolean;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number;
}

export interface HttpTrigger {
  /** Path patterns of the custom domain: exact (`/x`), or everything below (`/x/*`, which does not match `/x` itself). */
  readonly paths: readonly string[];
  readonly cors: Cors;
}

export interface CosTrigger {
  readonly bucket: string;
  readonly prefix: string;
  /** With its dot, e.g. `.jpg`; empty for any. */
  readonly suffix: string;
  /** `cos:ObjectCreated:*` or a more exact name. */
  readonly events: string;
}

export interface TimerTrigger {
  readonly name: string;
  readonly cronExpression: string;
  readonly enable: boolean;
  /** The event's `Message`. */
  readonly argument: string;
}

export interface ServerlessFunction {
  readonly name: string;
  /** File and export, e.g. `index.main_handler`. */
  readonly handler: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The provider's variables with the function's own on top. */
  readonly environment: Readonly<Record<string, string>>;
  readonly http: HttpTrigger | undefined;
  readonly cos: readonly CosTrigger[];
  readonly timers: readonly TimerTrigger[];
}

export interface ServerlessService {
  readonly service: string;
  readonly region: string;
  readonly stage: string;
  readonly runtime: string;
  readonly functions: Readonly<Record<string, ServerlessFunction>>;
}

/** Memory sizes that SCF offers. */
const memorySize = z
  .int()
  .refine((mb) => mb === 64 || (mb >= 128 && mb <= 3072 && mb % 128 === 0), '64, or 128-3072 in steps of 128');
const timeout = z.int().min(1).max(900);
const functionName = z.string().regex(/^[A-Za-z](?:[A-Za-z0-9_-]{0,58}[A-Za-z0-9])$/, '2-60 letters, digits, - and _');

/** SCF keeps some prefixes for itself and allows 4 KB in all. */
const MAX_ENVIRONMENT_BYTES = 4096;
const variables = z.record(
  z.string().regex(/^(?!SCF_|QCLOUD_|TENCENTCLOUD_)[A-Za-z][A-Za-z0-9_]*$/, 'not a name that SCF allows'),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);
const environment = z.strictObject({ variables });

const cors = z.strictObject({
  enable: z.boolean().default(true),
  origins: z.array(z.string()).default(['*']),
  methods: z.array(z.string()).default(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  headers: z.array(z.string()).default(['content-type', 'authorization', 'idempotency-key']),
  exposeHeaders: z.array(z.string()).default(['x-request-id', 'retry-after']),
  credentials: z.boolean().default(false),
  maxAge: z.int().min(0).default(600),
});

const http = z.strictObject({
  paths: z
    .array(z.string().regex(/^\/(?:\*|[\w.~-]+(?:\/[\w.~-]+)*(?:\/\*)?)?$/, 'neither an exact path nor /prefix/*'))
    .min(1),
  parameters: z
    .strictObject({
      name: z.string().optional(),
      qualifier: z.string().optional(),
      authType: z.literal('NONE').default('NONE'),
      netConfig: z.strictObject({ enableExtranet: z.boolean(), enableIntranet: z.boolean() }).optional(),
      corsConfig: cors.prefault({}),
    })
    .prefault({}),
});

const cos = z.strictObject({
  bucket: z.string().min(1),
  filter: z.strictObject({
    prefix: z.string().default(''),
    suffix: z.string().regex(/^\./, 'must begin with a dot').or(z.literal('')).default(''),
  }),
  events: z.string().regex(/^cos:Object(?:Created|Remove|Restore):[\w*]+$/, 'not a COS event'),
});

const cronExpression = z.string().superRefine((text, context) => {
  try {
    parseCron(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const timer = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/),
  parameters: z.strictObject({
    cronExpression,
    enable: z.boolean().default(true),
    argument: z.string().max(4096).default(''),
  }),
});

/** One event is an object with exactly one key, its kind. */
const event = z
  .strictObject({ http: http.optional(), cos: cos.optional(), timer: timer.optional() })
  .refine((kinds) => Object.keys(kinds).length === 1, 'an event is exactly one of http, cos and timer');

const scfFunction = z.strictObject({
  handler: z.string().regex(/^[A-Za-z0-9_-]{2,60}\.[A-Za-z0-9_-]{2,60}$/, 'file.export, without a slash'),
  description: z.string().default(''),
  memorySize: memorySize.optional(),
  timeout: timeout.optional(),
  environment: environment.optional(),
  package: z.strictObject({ artifact: z.string() }).optional(),
  events: z
    .array(event)
    .refine((all) => all.filter(({ http }) => http).length <= 1, 'a function has one function URL: one http event')
    .default([]),
});

const document = z.strictObject({
  service: z.string().min(1),
  configValidationMode: z.enum(['error', 'warn', 'off']).optional(),
  plugins: z.array(z.string()).optional(),
  package: z.strictObject({ individually: z.boolean() }).optional(),
  custom: z.unknown().optional(),
  provider: z.strictObject({
    name: z.literal('tencent'),
    runtime: z.string(),
    region: z.string(),
    stage: z.string(),
    role: z.string().optional(),
    vpcConfig: z.strictObject({ vpcId: z.string(), subnetId: z.string() }).optional(),
    memorySize: memorySize.default(128),
    timeout: timeout.default(3),
    environment: environment.default({ variables: {} }),
  }),
  functions: z.record(functionName, scfFunction),
});

/**
 * Reads serverless.yml: variables resolved, every field checked, defaults filled in.
 *
 * @param env where `${env:NAME}` looks.
 * @throws Error that lists every problem with its exact path, e.g. `functions.ocr.events.0.cos.filter.suffix: must begin with a dot`.
 */
export function readServerlessYml(file: string, env: Readonly<Record<string, string | undefined>>): ServerlessService {
  const raw: unknown = parseYaml(readFileSync(file, 'utf8'), { merge: true });
  const parsed = document.safeParse(resolveVariables(raw, env));
  if (!parsed.success)
    throw problems(
      file,
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  const { service, provider } = parsed.data;
  const functions = Object.fromEntries(
    Object.entries(parsed.data.functions).map(([name, given]) => [name, toFunction(name, given, provider)]),
  );
  const conflicts = conflictsOf(Object.values(functions));
  if (conflicts.length > 0) throw problems(file, conflicts);
  return { service, region: provider.region, stage: provider.stage, runtime: provider.runtime, functions };
}

const problems = (file: string, lines: readonly string[]) =>
  new Error(`${file} is not valid:\n${lines.map((line) => `  ${line}`).join('\n')}`);

type Document = z.infer<typeof document>;

function toFunction(
  name: string,
  given: Document['functions'][string],
  provider: Document['provider'],
): ServerlessFunction {
  const url = given.events.find(({ http }) => http)?.http;
  return {
    name,
    handler: given.handler,
    description: given.description,
    memoryMb: given.memorySize ?? provider.memorySize,
    timeoutSeconds: given.timeout ?? provider.timeout,
    environment: { ...provider.environment.variables, ...given.environment?.variables },
    http: url && { paths: url.paths, cors: url.parameters.corsConfig },
    cos: given.events.flatMap(({ cos }) => (cos ? { bucket: cos.bucket, events: cos.events, ...cos.filter } : [])),
    timers: given.events.flatMap(({ timer }) => (timer ? { name: timer.name, ...timer.parameters } : [])),
  };
}

/** What the platform refuses, or what would make a trigger ambiguous, across all functions. */
function conflictsOf(functions: readonly ServerlessFunction[]): string[] {
  const paths = functions.flatMap(({ name, http }) =>
    (http?.paths ?? []).map((path) => ({ name, key: `path ${path}` })),
  );
  const timers = functions.flatMap(({ name, timers }) => timers.map((timer) => ({ name, key: `timer ${timer.name}` })));
  const rules = functions.flatMap(({ name, cos }) => cos.map((rule) => ({ name, rule })));
  return [
    ...duplicatesOf([...paths, ...timers]),
    ...rules.flatMap(({ name, rule }, index) =>
      rules
        .slice(index + 1)
        .filter((other) => overlaps(rule, other.rule))
        .map((other) => `functions.${other.name}: its COS rule overlaps with one of functions.${name}`),
    ),
    ...functions
      .filter(({ environment }) => Buffer.byteLength(JSON.stringify(environment)) > MAX_ENVIRONMENT_BYTES)
      .map(({ name }) => `functions.${name}.environment: more than ${MAX_ENVIRONMENT_BYTES} bytes in all`),
  ];
}

function duplicatesOf(entries: readonly { readonly name: string; readonly key: string }[]): string[] {
  const owners = new Map<string, string>();
  return entries.flatMap(({ name, key }) => {
    const owner = owners.get(key);
    owners.set(key, owner ?? name);
    return owner === undefined ? [] : `functions.${name}: ${key} is taken by functions.${owner}`;
  });
}

/** COS sends an event to one function only, so rules of one bucket and event must not overlap. */
const overlaps = (a: CosTrigger, b: CosTrigger) =>
  a.bucket === b.bucket &&
  a.events === b.events &&
  (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) &&
  (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix));
