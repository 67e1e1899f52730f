import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readServerlessYml, type ServerlessFunction } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';

const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
const files = projectFiles(ROOT).filter((path) => path.startsWith('events/') && path !== 'events/README.md');
const expectations = files.filter((path) => path.endsWith('.expect.json'));
const events = files.filter((path) => !expectations.includes(path));

const texts = z.record(z.string(), z.string());
const lowerCaseTexts = z.record(z.string().check(z.regex(/^[a-z0-9-]+$/)), z.string());

/** Source: SCF documentation, function URL (583/96099): without the keys of an API gateway event. */
const functionUrlEvent = z.strictObject({
  body: z.optional(z.string().check(z.minLength(1))),
  headers: lowerCaseTexts,
  httpMethod: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  path: z.string().check(z.startsWith('/v1/')),
  queryString: texts,
});

/** Source: SCF documentation, API gateway trigger (583/12513). */
const apiGatewayEvent = z.strictObject({
  ...functionUrlEvent.shape,
  body: z.string(),
  headers: texts,
  requestContext: z.looseObject({ stage: z.string(), requestId: z.string(), sourceIp: z.ipv4() }),
  pathParameters: texts,
  queryStringParameters: texts,
  headerParameters: texts,
  stageVariables: texts,
  isBase64Encoded: z.boolean(),
});

/** Source: SCF documentation, COS trigger (583/9707). `unkown` is the platform's spelling. */
const cosRecord = z.strictObject({
  cos: z.strictObject({
    cosSchemaVersion: z.literal('1.0'),
    cosObject: z.strictObject({
      url: z.url(),
      meta: z.looseObject({ 'x-cos-request-id': z.string(), 'Content-Type': z.string() }),
      vid: z.literal(''),
      key: z.string().check(z.regex(/^\/\d{10}\/[a-z-]+\/[\w./-]+$/)),
      size: z.int().check(z.positive()),
    }),
    cosBucket: z.strictObject({
      region: z.literal('gz'),
      name: z.string(),
      appid: z.string().check(z.regex(/^\d{10}$/)),
    }),
    cosNotificationId: z.literal('unkown'),
  }),
  event: z.strictObject({
    eventName: z.string().check(z.regex(/^cos:ObjectCreated:(Put|Post|Copy|CompleteMultipartUpload)$/)),
    eventVersion: z.literal('1.0'),
    eventTime: z.int(),
    eventSource: z.literal('qcs::cos'),
    requestParameters: z.strictObject({
      requestSourceIP: z.ipv4(),
      requestHeaders: z.strictObject({ Authorization: z.string() }),
    }),
    eventQueue: z.string().check(z.startsWith('qcs:0:scf:gz:appid/')),
    reservedInfo: z.literal(''),
    reqid: z.int(),
  }),
});

/** Source: SCF documentation, timer trigger (583/9708). */
const timerEvent = (names: readonly string[]) =>
  z.strictObject({
    Type: z.literal('Timer'),
    TriggerName: z.enum(names),
    Time: z.iso.datetime(),
    Message: z.string(),
  });

function shapeFor({ http, cos, timers }: ServerlessFunction, path: string): z.ZodMiniType {
  if (http) return path.endsWith('.api-gateway.json') ? apiGatewayEvent : functionUrlEvent;
  if (cos.length > 0) return z.strictObject({ Records: z.array(cosRecord).check(z.minLength(1)) });
  return timerEvent(timers.map(({ name }) => name));
}

const functionOf = (path: string) => functions[path.split('/')[1] ?? ''];

describe('events/', () => {
  it('[H2] has an event for every function, and only for functions', () => {
    const covered = new Set(events.map((path) => path.split('/')[1]));

    expect([...covered].sort()).toEqual(Object.keys(functions).sort());
  });

  it('has the expected reply beside every event, and nothing else', () => {
    const wanted = events.map((path) => path.replace(/\.json$/, '.expect.json'));

    expect(expectations.toSorted()).toEqual(wanted.toSorted());
    expect(events.filter((path) => !/^events\/[\w-]+\/[a-z-]+(\.[a-z-]+)*\.json$/.test(path))).toEqual([]);
  });

  it.each(events)('%s has the exact shape of its trigger', (path) => {
    const hosted = functionOf(path);

    const parsed = hosted && shapeFor(hosted, path).safeParse(JSON.parse(textOf(path)));

    expect(parsed?.error?.issues ?? []).toEqual([]);
    expect(parsed?.success).toBe(true);
  });

  it('sends HTTP events to the function that serverless.yml routes them to, with the correct content-length', () => {
    const wrong = events.filter((path) => {
      const routes = functionOf(path)?.http?.paths;
      if (!routes) return false;
      const { path: target, headers, body } = JSON.parse(textOf(path)) as z.infer<typeof functionUrlEvent>;
      const isRouted = routes.some((route) =>
        route.endsWith('*') ? target.startsWith(route.slice(0, -1)) : target === route,
      );
      const length = headers['content-length'] ?? '0';
      return !isRouted || Number(length) !== Buffer.byteLength(body ?? '');
    });

    expect(wrong).toEqual([]);
  });
});
