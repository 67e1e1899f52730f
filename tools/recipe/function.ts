import type { Recipe } from './recipe.ts';

const ROOM = 'open-provinces';

const newFiles = {
  'functions/<room>/contract.ts': `import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';

export const contract = defineContract({
  listOpenProvinces: {
    method: 'GET',
    path: '/v1/open-provinces',
    title: 'List the open provinces',
    summary: '开放备案的省份',
    caller: 'anonymous',
    limits: { unlimited: 'it tells what the operator has set, and asks nobody' },
    reply: z.strictObject({ provinces: z.array(z.string()) }),
  },
});
`,
  'functions/<room>/ports.ts': `import type { PortsOf } from '../../platform/edge/ports.ts';

export { settings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
`,
  'functions/<room>/<verb-noun>.ts': `import type { Ports } from './ports.ts';

/** The provinces that are open for filing, by their codes. */
export const listOpenProvinces = async (_input: unknown, { settings }: Pick<Ports, 'settings'>) => ({
  provinces: settings.openProvinces.map(String),
});
`,
  'functions/<room>/<verb-noun>.test.ts': `import { expect, it } from 'vitest';
import { listOpenProvinces } from './list-open-provinces.ts';

it('tells the provinces that the operator has opened', async () => {
  const settings = {
    acceptsThreeMonths: false,
    openProvinces: ['440000'],
    replacementProvinces: [],
    oneLivenessProvinces: [],
    consentTextVersion: '1',
    termsTextVersion: '1',
    letterFont: '',
  };

  expect(await listOpenProvinces({}, { settings })).toEqual({ provinces: ['440000'] });
});
`,
  'functions/<room>/index.ts': `import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { contract } from './contract.ts';
import { listOpenProvinces } from './list-open-provinces.ts';
import * as ports from './ports.ts';

export const room = httpRoom({ contract, ports, useCases: { listOpenProvinces } });

export const main_handler = httpFunction(room, {});
`,
  'events/<room>/<case>.json': `${JSON.stringify(
    {
      headers: {
        accept: '*/*',
        host: '1250000000-0a1b2c3d4e.ap-guangzhou.tencentscf.com',
        'user-agent': 'curl/8.5.0',
        'x-scf-remote-addr': '203.0.113.8',
      },
      httpMethod: 'GET',
      path: '/v1/open-provinces',
      queryString: {},
    },
    null,
    2,
  )}\n`,
  'events/<room>/<case>.expect.json': `{
  "statusCode": 200,
  "body": {
    "provinces": ["440000", "350000", "120000"]
  }
}
`,
} as const;

const added = {
  'serverless.yml': [
    'functions:',
    `  ${ROOM}:
    handler: index.main_handler
    description: 开放备案的省份
    events:
      - http:
          paths: [/v1/${ROOM}]
`,
  ],
  'docs/architecture.md': [
    '| room | trigger | does |\n| --- | --- | --- |',
    `| \`${ROOM}\` | HTTP | lists the provinces that are open for filing |`,
  ],
  'bench/cold-start/first-calls.ts': [
    "    health: http({ method: 'GET', path: '/v1/health' }, 200),",
    `    '${ROOM}': http({ method: 'GET', path: '/v1/${ROOM}' }, 200),`,
  ],
} as const;

/** A room that lists the provinces that are open for filing. */
export const addFunction: Recipe = {
  heading: 'Add a function',
  placeholders: { '<room>': ROOM, '<verb-noun>': 'list-open-provinces', '<case>': 'list' },
  newFiles,
  added,
};
