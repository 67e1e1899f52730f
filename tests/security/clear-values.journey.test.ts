import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { REPLY_SECRETS, REVIEWERS_WORDS } from '../../shared/domain/data/reply-secrets.ts';
import { allContracts } from '../../tools/docs/generated.ts';
import { type ClearValues, clearValuesIn } from '../support/desk/clear-values.ts';
import { WHO } from '../support/filings/whole-filing.ts';
import { LEAVES, useEveryRoute } from '../support/routes/every-route.ts';
import { type TestLaptop, testLaptop } from '../support/test-laptop.ts';
import { type Invocation, watchedHost } from '../support/watched-host.ts';

/** What a person types, and what is printed on their certificates. */
const valuesOf = ({ organizer, principal, idCard, ...more }: Specimen): ClearValues => ({
  'name of the organizer': organizer.name,
  'address on the certificate': organizer.certificateAddress,
  address: organizer.address.detail,
  name: principal.name,
  'ID number': principal.idNumber,
  'valid from': principal.idValidFrom,
  'valid to': principal.idValidTo,
  mobile: principal.mobile,
  phone: principal.emergencyPhone,
  email: principal.email,
  'address on the card': idCard.address,
  birthday: idCard.birthday,
  ...('licence' in more && { 'credit code': more.licence.creditCode, 'address on the licence': more.licence.address }),
});
const named = (who: string, values: ClearValues) =>
  Object.entries(values).map(([name, value]) => [`${who}: ${name}`, value] as const);
const PERSONAL: ClearValues = Object.fromEntries([
  ...named('enterprise', valuesOf(ENTERPRISE)),
  ...named('individual', valuesOf(INDIVIDUAL)),
  ...[...Object.values(WHO), LEAVES].map((name) => [`openid of ${name}`, openidOfName(name)] as const),
  ['query of the endpoint', 'only-they-know-it'],
]);
/** What replies show as docs/data.md says. */
const SHOWN = /^(enterprise: name of the organizer|\w+: valid (from|to))$/;

/** Variables of the functions that nobody else may know. */
const VARIABLES = /^(SEAL_KEYS|BLIND_INDEX_KEY|SESSION_KEY|REVIEW_\w*SECRETS?|WECHAT_APP_SECRET|DATABASE_URL)$/;

/** Log lines of the functions, by whichever method of the console. */
const printed: string[] = [];
let laptop: TestLaptop;
let invocations: readonly Invocation[];
let contracts: Awaited<ReturnType<typeof allContracts>>;
/** Secrets that people were given or have made up. */
const secrets: Record<string, string> = {};

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => void printed.push(parts.map(String).join(' ')));
  contracts = await allContracts();
  const watched = watchedHost(contracts);
  ({ invocations } = watched);
  laptop = await testLaptop({ hostFunctions: watched.hostFunctions, review: 'manual' });
  await useEveryRoute({ laptop, secrets }, contracts, Object.values(PERSONAL));
}, 300_000);
afterAll(async () => {
  await laptop?.stop();
  vi.restoreAllMocks();
});

const isSuccess = ({ value, error }: Invocation): boolean =>
  error === undefined && ((value as { readonly statusCode?: number } | null)?.statusCode ?? 200) < 400;

/** Tokens, tickets and links that replies gave people, each by what gave it. */
function givenSecrets(): ClearValues {
  const given = invocations.flatMap(({ value, operation }) => {
    const { body = '{}' } = (value ?? {}) as { readonly body?: string };
    return [...body.matchAll(/"(token|ticket|url|roleArn)":"([^"]{20,})"/g)].map(
      ([, name, secret], index) => [`${name} ${index} of ${operation}: ${secret?.slice(-6)}`, secret ?? ''] as const,
    );
  });
  return Object.fromEntries(given);
}

const ofFunctions = (): ClearValues =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      VARIABLES.test(name) && value ? value.split(',').map((text, index) => [`${name} ${index}`, text] as const) : [],
    ),
  );

/** A reply without what docs/data.md lists: what it gives its reader to act with, and the words of a reviewer. */
function withoutListed(part: unknown, listed: ReadonlySet<string>, path = ''): unknown {
  if (listed.has(path) || listed.has(path.replace(/[^.]+$/, '*'))) return undefined;
  if (Array.isArray(part)) return part.map((item) => withoutListed(item, listed, `${path}[]`));
  if (typeof part !== 'object' || part === null) return part;
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, withoutListed(value, listed, below(name))]),
  );
}

const listedOf = (operation: string | undefined): ReadonlySet<string> =>
  new Set(
    [...REPLY_SECRETS, ...REVIEWERS_WORDS].flatMap(({ operations, fields }) =>
      operation && operations.includes(operation) ? fields : [],
    ),
  );

/** What an invocation gave the platform, without what is listed. */
function returnedBy({ value, operation }: Invocation): string {
  const { body, ...rest } = (value ?? {}) as { readonly body?: string };
  if (!body) return JSON.stringify(value ?? null);
  return JSON.stringify([rest, withoutListed(JSON.parse(body), listedOf(operation))]);
}

describe('[P2] a clear personal value', () => {
  it('is looked for in every function and every operation', () => {
    const operations = Object.values(contracts).flatMap((contract) => Object.keys(contract));
    const seen = new Set(
      invocations.filter(isSuccess).flatMap(({ functionName, operation }) => [functionName, operation]),
    );

    const unseen = [...operations, ...Object.keys(laptop.service.functions)].filter((name) => !seen.has(name));
    expect(unseen).toEqual([]);
  });

  it('is in no return value, but for what docs/data.md lists', () => {
    const values = { ...PERSONAL, ...secrets, ...ofFunctions() };

    const found = invocations.flatMap((invocation) =>
      clearValuesIn(returnedBy(invocation), values)
        .filter((name) => !SHOWN.test(name))
        .map((name) => `${invocation.operation ?? invocation.functionName} returns ${name}`),
    );

    expect([...new Set(found)]).toEqual([]);
  });

  it('is in no error that a function threw', () => {
    const values = { ...PERSONAL, ...secrets, ...ofFunctions(), ...givenSecrets() };

    const found = invocations.flatMap(({ error = '', functionName }) =>
      clearValuesIn(error, values).map((name) => `${functionName} throws ${name}`),
    );

    expect([...new Set(found)]).toEqual([]);
  });

  it('is in no log line, and neither is a token, a link or a secret', () => {
    const values = { ...PERSONAL, ...secrets, ...ofFunctions(), ...givenSecrets() };

    expect([printed.length > 300, Object.keys(givenSecrets()).length > 30]).toEqual([true, true]);
    expect(clearValuesIn(printed.join('\n'), values)).toEqual([]);
    // The platform around them, but for its access log, which has the paths of requests.
    const around = laptop.lines.filter((line) => !line.startsWith('gateway '));
    expect(clearValuesIn(around.join('\n'), PERSONAL)).toEqual([]);
  });
});
