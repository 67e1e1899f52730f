import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../deploy/root.ts';
import { copyTree } from './planted/copied-tree.ts';
import { projectFiles } from './project-files.ts';
import { runCommand } from './run-command.ts';
import { inTemporaryDir } from './temporary-laptop.ts';
import { USAGES } from './usages.mjs';

const ROOM = 'open-provinces';

/** The rows of the guide that the example needs, with what whoever follows it writes there. */
const NEW_FILES = {
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

/** Lines that go into a file that is there: after the line that is given. */
const ADDED = {
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

/** What the guide's placeholders stand for here. */
const named = (text: string): string =>
  text.replaceAll('<room>', ROOM).replaceAll('<verb-noun>', 'list-open-provinces').replaceAll('<case>', 'list');

const guide = /\n## Add a function\n(.*?)\n## /s.exec(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'))?.[1] ?? '';
/** The files of the table; the generated ones stand in its last row. */
const files = [...guide.matchAll(/^\| (`.*?) \|/gm)]
  .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path))
  .map(named);
/** The commands of the guide; those after which it says "minutes" are left to the pipeline. */
const commands = (/```sh\n(.*?)```/s.exec(guide)?.[1] ?? '')
  .split('\n')
  .filter((line) => line !== '' && !line.endsWith('minutes'))
  .map((line) => named(line.split('#')[0]?.trim() ?? ''));
/** With fewer of them the guide was not read rightly. */
const LEAST_COMMANDS = 4;

/** Follows the guide in a copy of the tree; returns the files that changed there. */
function follow(dir: string): readonly string[] {
  copyTree(ROOT, dir);
  for (const [name, text] of Object.entries(NEW_FILES)) {
    const path = join(dir, named(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const [path, [after, line]] of Object.entries(ADDED)) {
    const text = readFileSync(join(dir, path), 'utf8');
    writeFileSync(join(dir, path), text.replace(after, `${after}\n${line}`));
  }
  for (const command of commands) {
    console.log(`\n${command}`);
    const [program = '', ...args] = command.split(' ');
    execFileSync(program, args, { cwd: dir, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } });
  }
  const isChanged = (path: string) =>
    !existsSync(join(ROOT, path)) || !readFileSync(join(dir, path)).equals(readFileSync(join(ROOT, path)));
  return projectFiles(dir).filter(isChanged);
}

/** `npm run recipe -- function`: a function is added by the words of CONTRIBUTING.md alone. */
runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== 'function') throw new Error(USAGES.recipe);
  if (commands.length < LEAST_COMMANDS) throw new Error(`CONTRIBUTING.md 里只找到 ${commands.length} 条命令。`);
  const written = Object.keys({ ...NEW_FILES, ...ADDED }).map(named);
  await inTemporaryDir(async (dir) => {
    const unnamed = [...written, ...follow(dir)].filter((path) => !files.includes(path));
    if (unnamed.length > 0) throw new Error(`CONTRIBUTING.md 没有写到这些文件：${[...new Set(unnamed)].join('、')}`);
    console.log(`照 CONTRIBUTING.md 加一个函数：${written.length} 个文件，${commands.length} 条命令，都可行。`);
  });
});
