import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../contracts/kit/refusal.ts';
import { PAGE_HEADERS } from '../../deploy/bundle/page-headers.ts';
import { hasDesk } from '../../deploy/desk.ts';
import { readServerlessYml, type ServerlessFunction } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { STATUS } from '../../platform/edge/refusal-to-http.ts';
import { LIVENESS_REASONS } from '../../shared/domain/liveness/liveness.ts';
import { templateText } from '../../shared/domain/messages/notification-text.ts';
import { SMS_TEXTS } from '../../shared/domain/messages/notifications.ts';
import { FILING_RULES } from '../../shared/domain/rules/pre-check.ts';
import { generatedDocs } from '../../tools/docs/generated.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isProduct, isWithin } from './layers.ts';
import { textOf } from './source-files.ts';

const files = projectFiles(ROOT);
const pages = files.filter((path) => path.endsWith('.md'));
/** The pages speak of the desk also where its folder was deleted. */
const isHere = (path: string) => existsSync(join(ROOT, path)) || (!hasDesk() && isWithin(path, 'desk'));

describe('generated pages', () => {
  it('[H2] are current: `npm run docs` would change nothing', async () => {
    const generated = await generatedDocs();

    const stale = Object.entries(generated).filter(([path, text]) => !isHere(path) || textOf(path) !== text);

    expect(Object.keys(generated).length).toBeGreaterThanOrEqual(3);
    expect(stale.map(([path]) => path)).toEqual([]);
  });
});

describe('the pages of decisions', () => {
  const decisions = pages.flatMap((path) => /^docs\/decisions\/(?!README)(.*)$/.exec(path)?.[1] ?? []);

  it('are each listed once, in the order of their names', () => {
    const listed = [...textOf('docs/decisions/README.md').matchAll(/^\| \[[^\]]+\]\(([\w-]+\.md)\)/gm)].map(
      ([, file]) => file,
    );

    expect(listed).toEqual(decisions.toSorted());
  });

  it('are at most thirty, of at most sixty lines', () => {
    const long = decisions.filter((file) => textOf(`docs/decisions/${file}`).trimEnd().split('\n').length > 60);

    expect(decisions.length).toBeLessThanOrEqual(30);
    expect(long).toEqual([]);
  });
});

describe('docs/README.md', () => {
  it('gives six documents the first rank, and all others a place under Reference', () => {
    const [first = '', reference = ''] = textOf('docs/README.md').split('\n## ');
    const linked = [...first.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);

    expect(linked).toEqual([
      ...['../README.md', 'api/README.md', 'webhooks.md'],
      ...['../CONTRIBUTING.md', 'architecture.md', 'operations.md'],
    ]);
    expect(reference).toMatch(/^Reference\n/);
    const others = pages.filter((path) => /^docs\/[\w-]+\.md$/.test(path)).map((path) => path.replace('docs/', ''));
    const unlisted = others.filter((page) => !`${first}${reference}`.includes(`](${page})`) && page !== 'README.md');
    expect(unlisted).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  it('names the pages that a changed message rewrites', async () => {
    const generated = Object.entries(await generatedDocs());
    const texts = {
      'of a rule': FILING_RULES.map(({ message }) => message),
      'of a refusal': Object.values(REFUSALS),
      'to a phone or WeChat': SMS_TEXTS.map(([, text]) => templateText(text, 'ba.example.com')),
      'of a liveness check': Object.values(LIVENESS_REASONS),
    };
    const shown = Object.entries(texts).map(([what, sentences]) => {
      // A few sentences stand in two tables.
      const pages = generated.filter(
        ([, text]) => 2 * sentences.filter((one) => text.includes(one)).length > sentences.length,
      );
      return [what, pages.map(([path]) => `\`${path}\``).toSorted()];
    });

    const rows = [...textOf('CONTRIBUTING.md').matchAll(/^\| ((?:of a|to a) [^|]+?) \|.*\| ([^|]+) \|$/gm)];
    const named = rows.map(([, what, gear = '']) => [what, gear === '–' ? [] : gear.split(', ').toSorted()]);

    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(shown));
  });
});

describe('docs/screens/README.md', () => {
  it('names every picture once', () => {
    const kept = files.flatMap((path) => /^docs\/screens\/(.*\.png)$/.exec(path)?.[1] ?? []);
    const named = [...textOf('docs/screens/README.md').matchAll(/\]\(([\w-]+\.png)\)/g)].map(([, name]) => name);

    expect(kept.length).toBeGreaterThan(100);
    expect(named.toSorted()).toEqual(kept.toSorted());
  });
});

describe('refusals', () => {
  it('each have a status, and are used', () => {
    const tables = ['contracts/kit/refusal.ts', 'platform/edge/refusal-to-http.ts'];
    const code = files.filter((path) => isProduct(path) && path.endsWith('.ts') && !tables.includes(path));
    const text = code.map(textOf).join('\n');

    const unsaid = Object.keys(REFUSALS).filter((refusal) => !text.includes(`'${refusal}'`));

    expect(Object.keys(STATUS)).toEqual(Object.keys(REFUSALS));
    expect(unsaid).toEqual([]);
  });
});

describe('docs/serve-the-page.md', () => {
  it('names every header that the host of the page adds, as the laptop does', () => {
    const page = textOf('docs/serve-the-page.md');
    const named = [...page.matchAll(/^ +\| `([\w-]+)` \| `([^`]+)` \|/gm)].map(([, name = '', value]) => [
      name.toLowerCase(),
      value,
    ]);

    expect(Object.fromEntries(named)).toEqual(PAGE_HEADERS);
  });
});

describe('docs/architecture.md', () => {
  it('has every function of serverless.yml with its triggers, in the same order', () => {
    const [, table = ''] = /\n## Rooms\n(.*?)\n## /s.exec(textOf('docs/architecture.md')) ?? [];
    const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), {});

    const rooms = [...table.matchAll(/^\| `([\w-]+)` \| (.+?) \|/gm)].map(([, name, trigger]) => `${name}: ${trigger}`);

    expect(rooms).toEqual(
      Object.values(functions).map(
        (serverlessFunction) => `${serverlessFunction.name}: ${triggersOf(serverlessFunction)}`,
      ),
    );
  });
});

describe('what people read', () => {
  it('never sends them to somebody who may not exist: contacts are configuration', () => {
    const texts = files.filter((path) => isProduct(path) && /\.(ts|vue)$/.test(path));

    expect(texts.filter((path) => textOf(path).includes('联系客服'))).toEqual([]);
  });
});

describe('written pages', () => {
  it('include a README', () => {
    expect(pages).toContain('README.md');
  });

  it('name only commands that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const commands = pages.flatMap((page) =>
      [...textOf(page).matchAll(/(?:^|`)npm (?:run )?([a-z][\w:-]*)/gm)].map(([, name = '']) => ({ page, name })),
    );

    const unknown = commands.filter(({ name }) => !(name in scripts) && !NPM_ITSELF.includes(name));

    expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['start', 'test', 'walk', 'invoke']));
    expect(unknown).toEqual([]);
  });

  it('speak of a person as they', async () => {
    const generated = Object.keys(await generatedDocs());
    const written = pages.filter((page) => !generated.includes(page));

    expect(written.filter((page) => /\b(he|him|his|himself|she|her|herself)\b/i.test(textOf(page)))).toEqual([]);
  });

  it('link only to existing pages', () => {
    const links = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ page, target })),
    );

    const broken = links.filter(({ page, target }) => !target.includes('://') && !leadsSomewhere(page, target));

    expect(links.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  it('name only existing files and folders', () => {
    const named = pages.flatMap((page) => [...textOf(page).matchAll(FOLDER)].map(([path]) => ({ page, path })));

    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(({ path }) => !isHere(path))).toEqual([]);
  });
});

const FOLDERS =
  'bench|client|contracts|deploy|desk|docs|events|functions|local|miniprogram|packages|platform|shared|tests|tools|ui|web';
/** A folder or file of the project, as a page names it. */
const FOLDER = new RegExp(`(?<=[\`\\s])(?:${FOLDERS})/[\\w./-]*[\\w/](?=[\`\\s])`, 'g');

/** The triggers of a function in the words of the table of rooms. */
const triggersOf = ({ http, cos, timers }: ServerlessFunction): string =>
  [
    ...(http ? ['HTTP'] : []),
    ...cos.map(({ prefix }) => `COS \`${prefix}\``),
    ...(timers.length > 0 ? ['timer'] : []),
  ].join(', ');

const NPM_ITSELF = ['audit', 'ci', 'install', 'sbom'];

/** What a project that others clone must not contain, with the reason. */
const FOREIGN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['paths of one machine', /(?<![\w.}$-])\/(work|root|home)\/|\/Users\//],
  ['hosts of a package registry', /registry\.npmjs|npmmirror|\bnpmjs\.org|mirrors?\.(tencent|aliyun|cloud)/],
  [
    'notes that are not part of it',
    /\bDESIGN\b|DEVELOPERS|\bprototypes?\/|\bthe prototypes?\b|\.\.\/shared\/(reference|data|tools|hooks)\b/,
  ],
  ['marks of unfinished work', /\b(TODO|FIXME|XXX|HACK)\b|^(<{7}|>{7}) /m],
];

describe('no file has', () => {
  const texts = files.filter(
    (path) => !/\.(png|jpe?g|webm|mp4|ttf|onnx)$/.test(path) && path !== 'tests/hygiene/docs.test.ts',
  );

  it.each(FOREIGN)('%s', (_what, pattern) => {
    const found = texts.filter((path) => pattern.test(textOf(path)));

    expect(found).toEqual([]);
  });
});

/** Whether a relative link leads to a file, and its fragment to a heading in it. */
function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', fragment] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!isHere(file) || file.startsWith('..')) return false;
  return fragment === undefined || anchorsOf(textOf(file)).includes(fragment);
}

/** Anchors of headings as GitHub makes them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
