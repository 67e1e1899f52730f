import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';

const OUT = join(ROOT, 'docs', 'screens');
/** The tests whose pages are shown, by front end. */
const TESTS = {
  web: [
    ...[
      'filing',
      'certificate-first',
      'capture',
      'hand-over',
      'change',
      'records',
      'transfer',
      'claim',
      'two-devices',
      'offline',
      'repair',
    ],
  ].map((name) => `tests/e2e/${name}.journey.test.ts`),
  phone: ['filing', 'certificate-first', 'camera', 'people', 'photograph', 'life'].map(
    (name) => `tests/miniprogram/${name}.journey.test.ts`,
  ),
  desk: [
    ...['console', 'people-at-the-console', 'calls-at-the-console', 'tasks-at-the-console', 'authority'].map(
      (name) => `tests/desk/${name}.journey.test.ts`,
    ),
    'tests/desk-page/authority.journey.test.ts',
    'tests/desk-page/page.browser.test.ts',
  ],
};
const HEIGHT = 620;
const GAP = 20;
/** What README shows side by side, each with its width. */
const OVERVIEW = { organizer: 912, 'camera-phone': 310, 'approved-phone': 310 };

/** Puts the upper parts of some pictures side by side. */
async function drawOverview(): Promise<void> {
  let left = GAP;
  const layers = [];
  for (const [name, width] of Object.entries(OVERVIEW)) {
    const part = sharp(join(OUT, `${name}.png`)).resize({ width, height: HEIGHT, fit: 'cover', position: 'top' });
    layers.push({ input: await part.toBuffer(), top: GAP, left });
    left += width + GAP;
  }
  const ground = { width: left, height: HEIGHT + 2 * GAP, channels: 3, background: '#c9d1dd' } as const;
  await sharp({ create: ground })
    .composite(layers)
    .png({ palette: true, colours: 64, effort: 10 })
    .toFile(join(OUT, 'overview.png'));
}

/** A picture in few pixels: ids and times leave it nearly as it is. */
const sketchOf = (path: string) => sharp(path).resize(SKETCH, SKETCH, { fit: 'fill' }).greyscale().raw().toBuffer();
const SKETCH = 96;
/** The mean difference of a pixel, of 255, from which a page counts as another one. */
const MOST_DIFFERENCE = 4;

/** The pictures that no longer show what pages look like, and those that are not kept yet. */
async function outdated(taken: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of readdirSync(taken)) {
    const kept = join(OUT, name);
    const [before, now] = existsSync(kept) ? await Promise.all([kept, join(taken, name)].map(sketchOf)) : [];
    const sum = now?.reduce((total, pixel, place) => total + Math.abs(pixel - (before?.[place] ?? 0)), 0);
    if (sum === undefined || sum / SKETCH ** 2 > MOST_DIFFERENCE) names.push(name);
  }
  return names;
}

/**
 * `npm run screens`: runs the tests that see the pages, which keep a picture of each on their way. With `--check` none is
 * kept: it fails when one that is kept shows something else.
 */
runCommand(async () => {
  const option = { type: 'boolean' } as const;
  const { values } = parseArgs({ options: { phone: option, desk: option, check: option } });
  const chosen = (['phone', 'desk'] as const).filter((name) => values[name]);
  const tests = (chosen.length > 0 ? chosen : (['web', 'phone', 'desk'] as const)).flatMap((name) => TESTS[name]);
  const out = values.check ? mkdtempSync(join(tmpdir(), 'screens-')) : OUT;
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...tests], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, SHOTS: out },
  });
  if (status !== 0) throw new Error('测试没有通过，图片可能不全。');
  if (!values.check) return drawOverview();
  const old = await outdated(out);
  rmSync(out, { recursive: true });
  if (old.length > 0) throw new Error(`这些图片和现在的页面不一样，请运行 npm run screens：${old.join('、')}`);
});
