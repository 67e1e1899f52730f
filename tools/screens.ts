import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';

const OUT = join(ROOT, 'docs', 'screens');
/** The tests whose pages are shown, by front end. */
const TESTS = {
  web: ['filing', 'capture', 'hand-over'].map((name) => `tests/e2e/${name}.journey.test.ts`),
  phone: ['filing', 'people', 'photograph', 'life'].map((name) => `tests/miniprogram/${name}.journey.test.ts`),
  desk: [
    ...['console', 'people-at-the-console', 'calls-at-the-console', 'tasks-at-the-console', 'authority'].map(
      (name) => `tests/desk/${name}.journey.test.ts`,
    ),
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

/** `npm run screens`: runs the tests that see the pages, which keep a picture of each on their way. */
runCommand(async () => {
  const { values } = parseArgs({ options: { phone: { type: 'boolean' }, desk: { type: 'boolean' } } });
  const chosen = (['phone', 'desk'] as const).filter((name) => values[name]);
  const tests = (chosen.length > 0 ? chosen : (['web', 'phone', 'desk'] as const)).flatMap((name) => TESTS[name]);
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...tests], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, SHOTS: OUT },
  });
  if (status !== 0) throw new Error('测试没有通过，图片可能不全。');
  await drawOverview();
});
