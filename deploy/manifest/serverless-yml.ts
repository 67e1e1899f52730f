import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod/mini';
import { parseCron } from './cron.ts';
import { resolveVariables } from './yml-variables.ts';

export interface HttpTrigger {
  /**
   * Path patterns of the custom domain: exact (`/x`), or everything below (`/x/*`, which does not match `/x` itself).
   */
  readonly paths: readonly string[];
  readonly cors: Cors;
}

export interface CosTrigger {
  readonly bucket: string;
  readonly prefix: string;
  /** With its dot, e.g. `.jpg`; empty matches every suffix. */
  readonly suffix: string;
  /** `cos:ObjectCreated:*` or a more specific name. */
  readonly events: string;
}

export interface ServerlessFunction {
  readonly name: string;
  /** File and export, e.g. `index.main_handler`. */
  readonly handler: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The variables that only this function has; `composed` adds those of the service that it composes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Provisioned (and paid) instances of the version in use; 0 for none. */
  readonly provisionedConcurrency: number;
  /** Most instances of all versions, which no other function can take; 0 for what the account has left. */
  readonly reservedConcurrency: number;
  /** Files that are deployed beside the bundle, under their own names. Paths from the project's root. */
  readonly files: readonly string[];
  readonly http: HttpTrigger | undefined;
  readonly cos: readonly CosTrigger[];
  readonly timers: readonly TimerTrigger[];
}

export interface ServerlessService {
  readonly service: string;
  readonly region: string;
  readonly stage: string;
  readonly runtime: string;
  /** Private bucket of the service. */
  readonly bucket: string | undefined;
  /** What the keys of this stage begin with in the bucket; empty where it has the bucket to itself. */
  readonly objectPrefix: string;
  readonly vpc: { readonly vpcId: string; readonly subnetId: string } | undefined;
  readonly publicNet: PublicNet;
  readonly domain: CustomDomain | undefined;
  readonly logs: Logs | undefined;
  /** The part of each function's `reservedConcurrency` that it gets, in percent; 0 caps none. */
  readonly instanceCaps: number;
  readonly release: ReleaseSteps;
  readonly functions: Readonly<Record<string, ServerlessFunction>>;
  /** The variables of the service, and those that only one function has. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Memory sizes that SCF offers. */
const memorySize = z
  .int()
  .check(z.refine((mb) => mb === 64 || (mb >= 128 && mb <= 3072 && mb % 128 === 0), '64, or 128-3072 in steps of 128'));
const timeout = z.int().check(z.minimum(1), z.maximum(900));
const functionName = z
  .string()
  .check(z.regex(/^[A-Za-z](?:[A-Za-z0-9_-]{0,58}[A-Za-z0-9])$/, '2-60 letters, digits, - and _'));

/** SCF reserves some prefixes. */
const variables = z.record(
  z.string().check(z.regex(/^(?!SCF_|QCLOUD_|TENCENTCLOUD_)[A-Za-z][A-Za-z0-9_]*$/, 'not a name that SCF allows')),
  z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String)),
);
const environment = z.strictObject({ variables });

/** How a function URL handles browsers of other origins, field for field the URL's CorsConfig. */
export type Cors = z.infer<typeof cors>;
const cors = z.strictObject({
  enable: z._default(z.boolean(), true),
  origins: z._default(z.array(z.string()), ['*']),
  methods: z._default(z.array(z.string()), ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  headers: z._default(z.array(z.string()), ['content-type', 'authorization', 'idempotency-key', 'if-match']),
  exposeHeaders: z._default(z.array(z.string()), ['x-request-id', 'retry-after']),
  credentials: z._default(z.boolean(), false),
  maxAge: z._default(z.int().check(z.minimum(0)), 600),
});

const http = z.strictObject({
  paths: z
    .array(
      z.string().check(z.regex(/^\/(?:\*|[\w.~-]+(?:\/[\w.~-]+)*(?:\/\*)?)?$/, 'neither an exact path nor /prefix/*')),
    )
    .check(z.minLength(1)),
  parameters: z.prefault(
    z.strictObject({
      name: z.optional(z.string()),
      qualifier: z.optional(z.string()),
      authType: z._default(z.literal('NONE'), 'NONE'),
      netConfig: z.optional(z.strictObject({ enableExtranet: z.boolean(), enableIntranet: z.boolean() })),
      corsConfig: z.prefault(cors, {}),
    }),
    {},
  ),
});

const cos = z.strictObject({
  bucket: z.string().check(z.minLength(1)),
  filter: z.strictObject({
    prefix: z._default(z.string(), ''),
    suffix: z._default(z.union([z.string().check(z.regex(/^\./, 'must begin with a dot')), z.literal('')]), ''),
  }),
  events: z.string().check(z.regex(/^cos:Object(?:Created|Remove|Restore):[\w*]+$/, 'not a COS event')),
});

const cronExpression = z.string().check(
  z.superRefine((text, context) => {
    try {
      parseCron(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  }),
);

const timer = z.strictObject({
  name: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]*$/)),
  parameters: z.strictObject({
    cronExpression,
    enable: z._default(z.boolean(), true),
    /** The event's `Message`. */
    argument: z._default(z.string().check(z.maxLength(4096)), ''),
  }),
});
export type TimerTrigger = Pick<z.infer<typeof timer>, 'name'> & z.infer<typeof timer>['parameters'];

/** One event is an object with exactly one key, its kind. */
const event = z
  .strictObject({ http: z.optional(http), cos: z.optional(cos), timer: z.optional(timer) })
  .check(z.refine((kinds) => Object.keys(kinds).length === 1, 'an event is exactly one of http, cos and timer'));

/** The characters that SCF lists; the fingerprint of the code follows. Source: SDK, UpdateFunctionConfiguration. */
const description = z
  .string()
  .check(
    z.maxLength(900),
    z.regex(
      /^[A-Za-z0-9 ,.\u4e00-\u9fff]*$/,
      'only Chinese characters, letters, digits, spaces, commas and full stops',
    ),
  );

const scfFunction = z.strictObject({
  handler: z.string().check(z.regex(/^[A-Za-z0-9_-]{2,60}\.[A-Za-z0-9_-]{2,60}$/, 'file.export, without a slash')),
  description: z._default(description, ''),
  memorySize: z.optional(memorySize),
  timeout: z.optional(timeout),
  environment: z.optional(environment),
  provisionedConcurrency: z._default(z.int().check(z.minimum(0)), 0),
  reservedConcurrency: z._default(z.int().check(z.minimum(0)), 0),
  package: z.prefault(z.strictObject({ patterns: z._default(z.array(z.string()), []) }), {}),
  events: z._default(
    z
      .array(event)
      .check(
        z.refine(
          (all) => all.filter(({ http }) => http).length <= 1,
          'a function has one function URL: one http event',
        ),
      ),
    [],
  ),
});

/** Steps of a deployment besides deploying the functions. */
type ReleaseSteps = z.infer<typeof release>;
const release = z.strictObject({
  /**
   * Checks the functions' configuration and migrates the database's schema (left out, the filing service's) before any
   * function changes, as the role of this address, which no function gets. May be empty until then.
   */
  migrations: z.optional(z.strictObject({ databaseUrl: z.string(), schema: z.optional(z.enum(['filing', 'desk'])) })),
  /** Requested after the change; any status but 200 rolls back to the previous versions. */
  smoke: z.optional(z.strictObject({ function: functionName, path: z.string().check(z.regex(/^\//)) })),
});

const netSwitch = z.enum(['ENABLE', 'DISABLE']);

/** How functions reach the internet: at all, and from one fixed address. Field names as SCF's. */
type PublicNet = z.infer<typeof publicNetConfig>;
const publicNetConfig = z
  .strictObject({
    publicNetStatus: z._default(netSwitch, 'ENABLE'),
    eipConfig: z.prefault(z.strictObject({ eipStatus: z._default(netSwitch, 'DISABLE') }), {}),
  })
  .check(
    z.refine(
      ({ publicNetStatus, eipConfig }) => publicNetStatus === 'ENABLE' || eipConfig.eipStatus === 'DISABLE',
      'a fixed address (eipStatus) needs publicNetStatus: ENABLE',
    ),
  );

/** The domain that gives the function URLs one address. */
type CustomDomain = z.infer<typeof customDomain>;
const customDomain = z.strictObject({ name: z.string(), certificateId: z.string() });

/** Days for which the law has logs kept (网络安全法, article 21), and the longest that CLS does; 3640 is for ever. */
const [LEAST_DAYS, MOST_DAYS, FOREVER] = [180, 3600, 3640];

/** A log topic of the stage's own; left out, the platform's. */
type Logs = z.output<typeof logs>;
const logs = z.strictObject({
  retentionDays: z.pipe(
    z.union([z.string(), z.number()]),
    z
      .transform(Number)
      .check(
        z.refine(
          (days) => Number.isInteger(days) && ((days >= LEAST_DAYS && days <= MOST_DAYS) || days === FOREVER),
          `${LEAST_DAYS} to ${MOST_DAYS} days, or ${FOREVER}`,
        ),
      ),
  ),
});

/** A percentage, which may come from the environment. */
const percent = z.pipe(
  z.union([z.string(), z.number()]),
  z
    .transform(Number)
    .check(z.refine((value) => Number.isInteger(value) && value >= 0 && value <= 1000, 'a percentage from 0 to 1000')),
);

/** So that a function which waits for something, such as a long poll, never takes all. */
const LEAST_INSTANCES = 2;

const capOf = (instances: number, share: number): number =>
  instances === 0 || share === 0 ? 0 : Math.max(LEAST_INSTANCES, Math.round((instances * share) / 100));

const document = z.strictObject({
  service: z
    .string()
    .check(z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'begins the names of functions and roles: letters, digits and -')),
  configValidationMode: z.optional(z.enum(['error', 'warn', 'off'])),
  plugins: z.optional(z.unknown()),
  package: z.prefault(
    z.strictObject({
      individually: z.optional(z.boolean()),
      /** Files for every function; an empty name means none, so that it can come from the environment. */
      patterns: z._default(z.array(z.string()), []),
    }),
    {},
  ),
  custom: z.optional(z.unknown()),
  provider: z.strictObject({
    name: z.literal('tencent'),
    runtime: z.string(),
    region: z.string(),
    stage: z.string(),
    bucket: z.optional(z.string().check(z.regex(/^[a-z0-9-]+-\d{10}$/, 'must be <name>-<appid>'))),
    objectPrefix: z._default(z.string(), ''),
    /** Empty strings mean none, so that both can come from the environment. */
    vpcConfig: z.optional(z.strictObject({ vpcId: z.string(), subnetId: z.string() })),
    publicNetConfig: z.prefault(publicNetConfig, {}),
    customDomain: z.optional(customDomain),
    logs: z.optional(logs),
    instanceCaps: z._default(percent, 100),
    release: z.prefault(release, {}),
    memorySize: z._default(memorySize, 128),
    timeout: z._default(timeout, 3),
    environment: z._default(environment, { variables: {} }),
  }),
  functions: z.record(functionName, scfFunction),
});

const english = z.locales.en().localeError;

/**
 * Reads serverless.yml: resolves variables, checks every field and fills in defaults.
 *
 * @param env values of `${env:NAME}`.
 * @throws Error that says that there is no such file, or lists every problem with its exact path, e.g.
 * `functions.ocr.events.0.cos.filter.suffix: must begin with a dot`.
 */
export function readServerlessYml(file: string, env: Readonly<Record<string, string | undefined>>): ServerlessService {
  if (!existsSync(file)) throw new Error(`找不到 ${file}。`);
  const raw: unknown = parseYaml(readFileSync(file, 'utf8'), { merge: true });
  const parsed = document.safeParse(resolveVariables(raw, env), { error: english });
  if (!parsed.success)
    throw problems(
      file,
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  const { service, provider } = parsed.data;
  const functions = Object.fromEntries(
    Object.entries(parsed.data.functions).map(([name, given]) => [
      name,
      toFunction(name, given, provider, parsed.data.package.patterns),
    ]),
  );
  const conflicts = conflictsOf(Object.values(functions));
  if (conflicts.length > 0) throw problems(file, conflicts);
  const {
    region,
    stage,
    runtime,
    bucket,
    objectPrefix,
    vpcConfig,
    publicNetConfig: publicNet,
    customDomain,
    logs,
    instanceCaps,
    release,
  } = provider;
  return {
    service,
    region,
    stage,
    runtime,
    bucket,
    objectPrefix,
    functions,
    variables: Object.assign(
      {},
      provider.environment.variables,
      ...Object.values(functions).map(({ environment }) => environment),
    ),
    vpc: vpcConfig?.vpcId ? vpcConfig : undefined,
    publicNet,
    domain: customDomain?.name ? customDomain : undefined,
    logs,
    instanceCaps,
    release,
  };
}

const problems = (file: string, lines: readonly string[]) =>
  new Error(`${file} is not valid:\n${lines.map((line) => `  ${line}`).join('\n')}`);

type Document = z.infer<typeof document>;

/**
 * JSON Schemas of the parts that a provider defines, for the CLI's own check of serverless.yml. The CLI knows the rest.
 */
export function jsonSchemas(): Readonly<Record<'provider' | 'function' | 'http' | 'cos' | 'timer', object>> {
  return {
    provider: jsonSchema(z.omit(document.shape.provider, { name: true })),
    function: jsonSchema(z.omit(scfFunction, { events: true })),
    http: jsonSchema(http),
    cos: jsonSchema(cos),
    timer: jsonSchema(timer),
  };
}

/** The CLI's validator is strict: it accepts neither several types at once nor a nested `$schema`. */
function jsonSchema(schema: z.ZodMiniType): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  return JSON.parse(JSON.stringify(rest), (_, part) => {
    const { type, ...others } = part ?? {};
    return Array.isArray(type) ? { ...others, anyOf: type.map((item) => ({ type: item })) } : part;
  });
}

function toFunction(
  name: string,
  given: Document['functions'][string],
  provider: Document['provider'],
  files: readonly string[],
): ServerlessFunction {
  const url = given.events.find(({ http }) => http)?.http;
  return {
    name,
    handler: given.handler,
    description: given.description,
    memoryMb: given.memorySize ?? provider.memorySize,
    timeoutSeconds: given.timeout ?? provider.timeout,
    environment: given.environment?.variables ?? {},
    provisionedConcurrency: given.provisionedConcurrency,
    reservedConcurrency: capOf(given.reservedConcurrency, provider.instanceCaps),
    files: [...files.filter(Boolean), ...given.package.patterns],
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
  // While a release replaces a version, both have theirs.
  const crowded = functions.filter(
    ({ provisionedConcurrency, reservedConcurrency: cap }) => cap > 0 && 2 * provisionedConcurrency > cap,
  );
  return [
    ...duplicatesOf([...paths, ...timers]),
    ...crowded.map(
      ({ name }) => `functions.${name}: reservedConcurrency is less than twice its provisionedConcurrency`,
    ),
    ...rules.flatMap(({ name, rule }, index) =>
      rules
        .slice(index + 1)
        .filter((other) => overlaps(rule, other.rule))
        .map((other) => `functions.${other.name}: its COS rule overlaps with one of functions.${name}`),
    ),
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

/** Whether a rule's event, `cos:ObjectCreated:*` or one of its kinds, stands for another one. */
const eventMatches = (rule: string, event: string) =>
  rule === event || (rule.endsWith('*') && event.startsWith(rule.slice(0, -1)));

/** COS sends an event to one function only, so rules of one bucket and event must not overlap. */
export const overlaps = (a: CosTrigger, b: CosTrigger) =>
  a.bucket === b.bucket &&
  (eventMatches(a.events, b.events) || eventMatches(b.events, a.events)) &&
  (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) &&
  (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix));
