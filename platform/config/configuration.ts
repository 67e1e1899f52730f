import * as z from 'zod/mini';
import { Secret } from './formats.ts';
import type { PlatformConfig } from './platform-variables.ts';

const STAND_INS = ['COS_ENDPOINT', 'CLOUD_API_ENDPOINT'];
const PLACEHOLDER = /laptop|placeholder|change-?me|example/i;

/**
 * What is wrong with a variable. `needed`: missing, and another one needs it; `same-keys`: two of its keys are the same;
 * `seal-key`: it is one of SEAL_KEYS; `unverified`: the connection would not be encrypted, or its end not verified.
 */
export type ConfigurationFault =
  | 'missing'
  | 'malformed'
  | 'needed'
  | 'placeholder'
  | 'stand-in'
  | 'not-https'
  | 'not-encrypted'
  | 'same-keys'
  | 'seal-key'
  | 'unverified';

/** A variable that is missing or wrong, without its value. */
export interface ConfigurationProblem {
  readonly name: string;
  readonly fault: ConfigurationFault;
  /** For people, in words that follow the name. */
  readonly sentence: string;
  /** Only with `needed`: the other variable, with its value where that matters. */
  readonly neededBy?: string;
}

/** The environment is invalid. Message and code name every variable that is missing or wrong, without their values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** The names of the variables, for the log, which never includes messages. */
  readonly code: string;
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ name, sentence }) => `  ${name}: ${sentence}`);
    super(`the environment is not complete:\n${lines.join('\n')}`);
    this.code = problems.map(({ name }) => name).join(',');
  }
}

/** The variables of a product, each with its format. */
type Shape = Readonly<Record<string, z.ZodMiniType>>;
type Variables = Readonly<Record<string, string | undefined>>;
/** The checked environment of a shape. */
export type ConfigOf<S extends Shape> = z.output<z.ZodMiniObject<S>>;

/** Reads and checks variables. `names`: those to check; others are not read, and are missing when they are asked for. */
export type ReadConfig<C> = (variables: Variables, names?: readonly string[]) => C;

/**
 * Makes what reads a product's environment.
 *
 * @param shape every variable of the product, the platform's among them.
 * @param missingBesides variables that are missing because another variable's value needs them.
 * @returns a function that throws ConfigurationError with all variables that are missing or wrong.
 */
export const configReader =
  <S extends Shape>(
    shape: S,
    missingBesides: (read: Partial<ConfigOf<S>>) => readonly ConfigurationProblem[] = () => [],
  ): ReadConfig<ConfigOf<S>> =>
  (variables, names = Object.keys(shape)) => {
    const own = Object.keys(shape).filter((name) => names.includes(name));
    // serverless.yml passes an unset variable as an empty text.
    const given = own.map((name) => [name, variables[name] || undefined]);
    const parsed = z
      .object(Object.fromEntries(own.map((name) => [name, shape[name] as z.ZodMiniType])))
      .safeParse(Object.fromEntries(given), { error: sentence });
    // Checks of one variable beside another read both from here.
    const read = (parsed.data ?? {}) as Partial<ConfigOf<S>>;
    const problems = parsed.success
      ? [...missingBesides(read), ...keyProblems(read), ...productionProblems(read)]
      : parsed.error.issues.map(({ path, code, message }): ConfigurationProblem => {
          const fault = code === 'invalid_type' ? 'missing' : 'malformed';
          return { name: path.join('.'), fault, sentence: message };
        });
    if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
    return withoutOthers(shape, read);
  };

/** A required variable that was not read throws when it is asked for: nobody goes on with an empty one. */
function withoutOthers<S extends Shape>(shape: S, read: Partial<ConfigOf<S>>): ConfigOf<S> {
  const others = Object.keys(shape).filter((name) => !(name in read) && !shape[name]?.safeParse(undefined).success);
  const missing = (name: string) => ({
    get: () => {
      throw new ConfigurationError([{ name, fault: 'missing', sentence: 'is missing' }]);
    },
  });
  return Object.defineProperties(
    { ...read },
    Object.fromEntries(others.map((name) => [name, missing(name)])),
  ) as ConfigOf<S>;
}

/** The message for an issue for which the schema has none. */
function sentence(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return 'is missing';
  return issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : 'is not well-formed';
}

/** A problem for each of the variables that is missing and that the value of another needs. */
export const missingOf = (
  config: Readonly<Record<string, unknown>>,
  names: readonly string[],
  neededBy: string,
): readonly ConfigurationProblem[] =>
  names
    .filter((name) => !config[name])
    .map((name) => ({ name, fault: 'needed', sentence: `${neededBy} needs it`, neededBy }));

/** Problems of keys that are valid individually but not together. */
function keyProblems({ SEAL_KEYS, BLIND_INDEX_KEY }: Partial<PlatformConfig>): readonly ConfigurationProblem[] {
  if (!SEAL_KEYS) return [];
  const entries = SEAL_KEYS.reveal()
    .split(',')
    .map((entry) => entry.split(':'));
  const ids = entries.map(([id]) => id);
  const indexKeys = BLIND_INDEX_KEY?.reveal().split(',') ?? [];
  const found: readonly (readonly [boolean, ConfigurationProblem])[] = [
    [new Set(ids).size < ids.length, { name: 'SEAL_KEYS', fault: 'same-keys', sentence: 'two keys have the same id' }],
    [
      entries.some(([, sealKey]) => indexKeys.includes(sealKey ?? '')),
      { name: 'BLIND_INDEX_KEY', fault: 'seal-key', sentence: 'must not be one of SEAL_KEYS' },
    ],
    [
      new Set(indexKeys).size < indexKeys.length,
      { name: 'BLIND_INDEX_KEY', fault: 'same-keys', sentence: 'both keys are the same' },
    ],
  ];
  return found.flatMap(([isSo, problem]) => (isSo ? [problem] : []));
}

function productionProblems(config: Partial<PlatformConfig>): readonly ConfigurationProblem[] {
  if (config.STAGE !== 'production') return [];
  const { DATABASE_URL, DATABASE_CA_FILE } = config;
  const database = DATABASE_URL ? databaseProblems('DATABASE_URL', DATABASE_URL.reveal(), DATABASE_CA_FILE) : [];
  const others = Object.entries(config).flatMap(([name, value]): readonly ConfigurationProblem[] => {
    const refused = (fault: ConfigurationFault, sentence: string) => [{ name, fault, sentence }];
    if (value instanceof Secret && PLACEHOLDER.test(value.reveal()))
      return refused('placeholder', 'a placeholder is refused in production');
    if (STAND_INS.includes(name) && value !== undefined)
      return refused('stand-in', 'a stand-in is refused in production');
    if (name === 'SMTP_PORT' && value !== undefined && ![465, 587].includes(Number(value)))
      return refused('not-encrypted', 'only 465 and 587 are allowed in production, which encrypt');
    if (/_(URL|ENDPOINT)$/.test(name) && typeof value === 'string' && !value.startsWith('https:'))
      return refused('not-https', 'only https is allowed in production');
    return [];
  });
  return [...database, ...others];
}

/**
 * Why an address of the database is refused in production: whoever stands between could read and change everything.
 *
 * @param caFile the authorities that `verify-ca` trusts; without them it would take anyone's certificate.
 */
export function databaseProblems(
  name: string,
  url: string,
  caFile: string | undefined,
): readonly ConfigurationProblem[] {
  const mode = new URL(url).searchParams.get('sslmode');
  if (mode === 'verify-full' || (mode === 'verify-ca' && caFile !== undefined)) return [];
  const sentence =
    '正式环境须加密连接数据库并验证它的证书。请在地址末尾加上 ?sslmode=verify-full；' +
    '证书没有写明主机时，加上 ?sslmode=verify-ca，并用 DATABASE_CA_FILE 给出 CA 证书文件。';
  return [{ name, fault: 'unverified', sentence }];
}
