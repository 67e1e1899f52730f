import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTypes, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Operation } from '../contracts/kit/contract.ts';
import { recordService } from '../contracts/record-service.ts';
import { VERDICT_KINDS } from '../contracts/review-desk/kinds.ts';
import { filingService, reviewDesk } from '../contracts/review-desk/operations.ts';
import { allContracts } from '../tools/docs/generated.ts';
import { textOf } from './hygiene/source-files.ts';

const FILES = {
  filing: 'docs/api/openapi.json',
  border: 'docs/api/review-desk.yaml',
  records: 'docs/record-service.openapi.yaml',
};

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Media };
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}
type Media = { readonly 'application/json': { readonly schema: Node; readonly example?: unknown } };
interface Part {
  readonly $ref?: string;
  readonly description?: string;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly oneOf?: readonly Part[];
  readonly properties?: Readonly<Record<string, Part>>;
}
interface Node extends Part {
  readonly allOf?: readonly [unknown, { readonly properties: { error: { properties: { code: { enum: string[] } } } } }];
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly webhooks?: Readonly<Record<string, { readonly post: Described }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Part>>;
    readonly responses: Readonly<Record<string, { readonly content: Media }>>;
  };
  readonly servers: readonly unknown[];
}

const APIS = Object.fromEntries(
  Object.entries(FILES).map(([name, file]) => {
    const text = textOf(file);
    return [name, (file.endsWith('.json') ? JSON.parse(text) : parse(text)) as Api];
  }),
);
const apiOf = (name: keyof typeof FILES): Api => APIS[name] as Api;
const operationsOf = (name: keyof typeof FILES): readonly Described[] =>
  Object.values(apiOf(name).paths).flatMap((path) =>
    ['get', 'post', 'put', 'delete'].flatMap((text) => path[text] ?? []),
  );

/** What an operation may be refused with, besides what every one of its kind is. */
function refusalsOf(name: keyof typeof FILES, operationId: string): readonly string[] {
  const { responses } = operationsOf(name).find((described) => described.operationId === operationId) as Described;
  const refused = Object.values(responses).flatMap(({ $ref }) => $ref?.replace('#/components/responses/', '') ?? []);
  return refused.flatMap((reply) => {
    const { schema } = apiOf(name).components.responses[reply]?.content['application/json'] ?? { schema: {} };
    return schema.allOf?.[1].properties.error.properties.code.enum ?? [];
  });
}

describe.each(Object.keys(FILES) as (keyof typeof FILES)[])('the description of the API %s', (name) => {
  it('has no error for a linter, examples included', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: { 'no-invalid-media-type-examples': 'error' },
    });

    const problems = await lintFromString({ source: textOf(FILES[name]), absoluteRef: FILES[name], config });

    expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  });

  it('says where the API is, and describes no value as anything at all', () => {
    const { servers, components } = apiOf(name);
    const blank = Object.entries(components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties).flatMap(([field, one]) =>
        JSON.stringify(one) === '{}' ? [`${schema}.${field}`] : [],
      ),
    );

    expect(servers).toHaveLength(1);
    expect(blank).toEqual([]);
  });

  it('gives a client that compiles: a call has the types of its operation', async () => {
    const types = astToString(await openapiTypes(textOf(FILES[name])));
    const [{ operationId } = { operationId: '' }] = operationsOf(name);
    const client = `
      type Replied<One> = One extends { responses: infer All extends object } ? All[keyof All & (200 | 201 | 202)] : never;
      declare function call<Name extends keyof operations>(name: Name): Promise<Replied<operations[Name]>>;
      export const reply = call('${operationId}').then(({ content }) => content['application/json']);
      // @ts-expect-error nobody offers it
      export const none = call('fileEverything');`;

    expect(problemsOf(`${types}\n${client}`)).toEqual([]);
  });
});

/** What the compiler says of one file without imports. */
function problemsOf(text: string): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version) =>
    path === 'client.ts' ? ts.createSourceFile(path, text, version, true) : read(path, version);
  const program = ts.createProgram(['client.ts'], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the examples', () => {
  let contracts: Readonly<Record<string, Operation>>;
  beforeAll(async () => {
    const rooms = [...Object.values(await allContracts()), reviewDesk, recordService, filingService];
    contracts = Object.assign({}, ...rooms);
  });

  it.each(['filing', 'border', 'records'] as const)(
    'of bodies in %s are taken by the checks of the contract',
    (name) => {
      const refused = operationsOf(name).flatMap(({ operationId, requestBody }) => {
        const { body, message } = contracts[operationId] as Operation;
        const read = (body ?? message)?.safeParse(requestBody?.content['application/json'].example);
        return read && !read.success ? [`${operationId}: ${read.error.message}`] : [];
      });

      expect(refused).toEqual([]);
    },
  );
});

describe('what the API says to an integrator', () => {
  const CHINESE = /\p{Script=Han}/u;
  const operations = operationsOf('filing');

  it('is a summary in a few English words, with the whole in Chinese below', () => {
    expect(operations.filter(({ summary }) => CHINESE.test(summary) || summary.length > 60)).toEqual([]);
    expect(operations.filter(({ description }) => !CHINESE.test(description))).toEqual([]);
    expect(operations.find(({ operationId }) => operationId === 'grantUpload')).toMatchObject({
      summary: 'Get permission to upload a picture',
      description: expect.stringMatching(/^申请上传一份材料[\s\S]*\n\nAt most 300 calls per account in any hour\.$/),
    });
  });

  it('is a description of each parameter and of each property of a request', () => {
    const missing = operations.flatMap(({ operationId, parameters = [], requestBody }) => [
      ...parameters.flatMap(({ name, description }) => (description ? [] : [`${operationId}?${name}`])),
      ...undescribed(requestBody?.content['application/json'].schema, operationId),
    ]);

    expect([...new Set(missing)]).toEqual([]);
  });

  it('is nothing that only the authors of a contract need to know', () => {
    expect(textOf(FILES.filing)).not.toMatch(/Text that needs no check|Id of a row|Use cases return|Whoever reads/);
  });

  it('is a real case: a form to post, a size, a person with a name, whom a licence is about', () => {
    const example = (operationId: string) => {
      const { requestBody, responses } = operations.find((one) => one.operationId === operationId) as Described;
      const reply = (responses[201] ?? responses[200]) as { content?: Media } | undefined;
      return [requestBody?.content['application/json'].example, reply?.content?.['application/json'].example];
    };

    expect(example('grantUpload')).toMatchObject([
      { kind: 'business-licence', subject: 'organizer', contentType: 'image/jpeg', bytes: 412_345 },
      { post: { fields: { key: expect.any(String), policy: expect.any(String) } } },
    ]);
    expect(example('savePrincipal')).toMatchObject([
      { name: '周建明', idNumber: '440305198806159974', mobile: '13800001234' },
      { filing: { principal: { name: '周**', idNumber: '440***********9974', mobile: '138****1234' } } },
    ]);
  });

  it('has patterns that every language takes', () => {
    const patterns = [...textOf(FILES.filing).matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)];

    expect(patterns.length).toBeGreaterThan(100);
    expect(patterns.filter(([, pattern = '']) => /\\\\p\{/i.test(pattern))).toEqual([]);
  });
});

/** Paths of properties without a description, in a schema and the components that it uses. */
function undescribed(schema: Part | undefined, path: string, seen: readonly string[] = []): readonly string[] {
  if (!schema) return [];
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return seen.includes(name) ? [] : undescribed(apiOf('filing').components.schemas[name], name, [...seen, name]);
  }
  const inner = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...inner.flatMap((part) => undescribed(part, path, seen)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
      ...(part.description || part.$ref ? [] : [`${path}.${name}`]),
      ...undescribed(part, `${path}.${name}`, seen),
    ]),
  ];
}

describe('the refusals of an operation', () => {
  it('are what its use case and the ports that it calls come to, and what every operation of its kind does', () => {
    expect(refusalsOf('filing', 'submit')).toEqual([
      ...['request.malformed', 'idempotency.key-missing', 'session.missing', 'session.invalid', 'route.unknown'],
      ...['filing.unknown', 'record.unknown', 'idempotency.running', 'record.ended', 'filing.wrong-state'],
      ...['filing.changed-meanwhile', 'authorization-code.unusable', 'request.too-large', 'request.invalid'],
      ...['idempotency.key-reused', 'filing.incomplete', 'filing.unrepaired', 'terms.not-accepted'],
      ...['request.too-many', 'internal.error', 'vendor.unavailable'],
    ]);
  });

  it('of one that only reads are few', () => {
    expect(refusalsOf('filing', 'listFilings')).toEqual([
      ...['session.missing', 'session.invalid', 'request.too-many', 'internal.error', 'vendor.unavailable'],
    ]);
  });

  it.each([
    ['openHandOver', ['hand-over.other-device', 'hand-over.unknown', 'hand-over.over']],
    ['sendContactCode', ['contact.unknown', 'one-time-code.unreachable', 'budget.account']],
    ['startTransfer', ['transfer.under-way', 'transfer.record-ended', 'transfer.principal-missing']],
    ['renew', ['session.invalid']],
  ])('of %s hold what is said behind a port, a table or a variable', (operation, codes) => {
    expect(refusalsOf('filing', operation)).toEqual(expect.arrayContaining(codes));
  });
});

describe('the verdicts', () => {
  it('are each explained where the desk reads of them', () => {
    const told = JSON.stringify(apiOf('border').components.schemas.Verdict);

    expect(VERDICT_KINDS.filter((kind) => !told.includes(`\`${kind}\``))).toEqual([]);
  });
});
