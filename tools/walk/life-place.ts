// Before everything else, so that the threads of this laptop get the clock that can be put forward.
import '../chaos/skipped-time.ts';
import '../chaos/skipping-clock.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { entriesOf } from '../../deploy/bundle/bundle-functions.ts';
import { SHORTEST_UNDO_SECONDS } from '../../local/automatic-staff/automatic-staff.ts';
import type { ReviewedLaptopOptions } from '../../local/reviewed-laptop.ts';
import { createGate } from '../chaos/gate.ts';
import { gatedHost, gatedPlatform } from '../chaos/platform.ts';
import { skipTime } from '../chaos/skipped-time.ts';
import { inTemporaryDir, withReviewedLaptop } from '../temporary-laptop.ts';
import { wxLogin } from './filer.ts';
import type { LifePlace } from './walk-life.ts';

/** Shorter than on a laptop that somebody watches: five filings are reviewed. */
const STAFF = { pauseMs: 100, lookEveryMs: 1_000 };
/** Each decision and each answer of the authority may be taken back for so long. */
const TAKEN_BACK_SECONDS = SHORTEST_UNDO_SECONDS + 1;

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
    const counts = { kills: 0, calls: 0, failedCalls: 0, broken: [] };
    const hostFunctions = await gatedPlatform(gate, counts);
    // Both services wait for each other: behind one gate neither would ever be idle. The desk signs again what came late.
    const hostDesk: ReviewedLaptopOptions['hostDesk'] = (service, bundles) =>
      gatedHost(service, entriesOf(bundles), createGate(), counts);
    const options = { dir, databaseUrl, hostFunctions, hostDesk, desk: { automatic: STAFF } };
    await withReviewedLaptop(options, async ({ laptop, desk }) => {
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
          // What is due now leaves now: a message that is late would begin the principal's day anew.
          await timers.fire('delivery');
          await gate.whenIdle(() => skipTime(seconds));
          await timers.fire('process-timer');
        },
        whileReviewed: async (reviewed) => {
          let isOver = false;
          const ended = reviewed.finally(() => {
            isOver = true;
          });
          // Whoever waits for it reports its failure.
          ended.catch(() => {});
          while (!isOver) {
            await wait(1_000);
            await gate.whenIdle(() => skipTime(TAKEN_BACK_SECONDS));
            await desk.timers.fire('desk-timer');
          }
          return ended;
        },
      });
    });
  });
