// Before everything else, so that the threads of this laptop get the clock that can be put forward.
import '../chaos/skipped-time.ts';
import '../chaos/skipping-clock.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { createGate } from '../chaos/gate.ts';
import { gatedPlatform } from '../chaos/platform.ts';
import { skipTime } from '../chaos/skipped-time.ts';
import { inTemporaryDir, withLaptop } from '../temporary-laptop.ts';
import { wxLogin } from './filer.ts';
import type { LifePlace } from './walk-life.ts';

/** Shorter than on a laptop that somebody watches: five filings are reviewed. */
const REVIEW_DELAY_MS = 500;

/** A laptop of its own in whose world these domains belong to the company, and on which a day passes at once. */
export const withLifePlace = (
  domains: readonly object[],
  databaseUrl: string | undefined,
  work: (place: LifePlace) => Promise<void>,
): Promise<void> =>
  inTemporaryDir(async (dir) => {
    mkdirSync(join(dir, 'world'));
    writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify({ domains }));
    const gate = createGate();
    const names = Object.keys(readServerlessYml(join(ROOT, 'serverless.yml'), {}).functions);
    const hostFunctions = await gatedPlatform(names, gate, { kills: 0, calls: 0, failedCalls: 0, broken: [] });
    await withLaptop({ dir, databaseUrl, hostFunctions, reviewDelayMs: REVIEW_DELAY_MS }, async (laptop) => {
      const { addresses, sms, timers } = laptop;
      await work({
        gateway: addresses.gateway,
        loginCode: (name) => wxLogin(addresses.wechat, name),
        codeSentTo: (mobile) =>
          sms
            .messages()
            .filter(({ phone }) => phone === `+86${mobile}`)
            .flatMap(({ text }) => /验证码为(\d{6})/.exec(text)?.[1] ?? [])
            .at(-1),
        later: async (seconds) => {
          await gate.whenIdle(() => skipTime(seconds));
          await timers.fire('process-timer');
        },
      });
    });
  });
