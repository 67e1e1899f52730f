import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from 'loopback-server/free-port.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AutomaticStaff, startAutomaticStaff } from '../../local/automatic-staff/automatic-staff.ts';
import { staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import { type DeskService, startDeskService } from '../../local/desk-service.ts';
import { database } from '../../shared/compose/database.ts';
import type { Filer } from '../../tools/walk/filer.ts';
import { picturePapers, readyFiling } from '../support/filings/ready-filing.ts';
import { passTimeToTakeBack } from '../support/filings/time-to-take-back.ts';
import { inProcessLaptop } from '../support/test-laptop.ts';

const TIMEOUT_MS = 900_000;
// Each look makes the staff call the desk, which takes 600 of one kind from a person in ten minutes.
const PATIENCE = { timeout: 240_000, interval: 3000 };
const dir = mkdtempSync(join(tmpdir(), 'automatic-staff-'));
const port = await freePort();
const { laptop } = await inProcessLaptop({ dir, variables: { REVIEW_DESK_URL: `http://127.0.0.1:${port}` } });
const lines: string[] = [];
let desk: DeskService;
let staff: AutomaticStaff;

beforeAll(async () => {
  desk = await startDeskService({ port, dir, laptop, log: () => {} });
}, TIMEOUT_MS);
afterAll(async () => {
  await staff?.stop();
  await desk?.stop();
  rmSync(dir, { recursive: true, force: true });
});
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
  await sql.deleteFrom('record').execute();
});

/** A filing that was submitted with its papers. @param wish is written into the website's remark. */
async function submitted(name: string, wish = '') {
  const filer = await laptop.signedIn(name);
  const { filingId, websiteId } = await readyFiling(filer);
  const details = { ...ENTERPRISE.website, remark: `${ENTERPRISE.website.remark}${wish}` };
  await filer.saveWebsite(filingId, websiteId, details);
  await picturePapers(filingId);
  await filer.submit(filingId);
  return { filer, filingId, websiteId, details };
}

/** Waits for a state, while the timer runs oftener than every ten seconds, and nobody waits for what may be taken back. */
async function until(filer: Filer, filingId: string, state: string) {
  const reached = async () => {
    await passTimeToTakeBack(laptop.addresses.database);
    await desk.timers.fire('desk-timer');
    staff.wake();
    return (await filer.progress(filingId)).state;
  };
  await expect.poll(reached, PATIENCE).toBe(state);
  return filer.progress(filingId);
}

describe('the automatic staff of a laptop', { timeout: TIMEOUT_MS }, () => {
  it('leaves alone what a person has in hand, and brings what comes after it to its number', async () => {
    const person = staffCalls(desk, 'lin-yue');
    const first = await submitted('is in a person’s hands');
    const inHand = async () =>
      (await person<{ rows: readonly { filingId: string }[] }>('GET', '/v1/queues/mine')).rows.map(
        (row) => row.filingId,
      );
    const taken = async () => {
      await person('POST', '/v1/cases/next', {});
      return inHand();
    };
    await expect.poll(taken, PATIENCE).toEqual([first.filingId]);

    staff = startAutomaticStaff({
      ...desk,
      people: ['zhou-lan', 'jiang-ping'],
      clerk: { person: 'tang-bo', book: desk.authorityBook },
      pauseMs: 50,
      onDone: () => void desk.timers.fire('desk-timer'),
      log: (line) => lines.push(line),
    });
    const second = await submitted('is worked by the staff');
    const ended = await until(second.filer, second.filingId, 'approved');

    expect(ended.numbers?.organizer).toMatch(/^粤ICP备\d{10}号$/);
    expect((await first.filer.progress(first.filingId)).state).toBe('submitted');
    expect(await inHand()).toEqual([first.filingId]);
  });

  it('returns what asks for it once, with words of the catalogue, and accepts it when it was mended', async () => {
    const { filer, filingId, websiteId, details } = await submitted('asks for a return', '请退回');

    const returned = await until(filer, filingId, 'returned');
    await filer.saveWebsite(filingId, websiteId, { ...details, remark: `${details.remark}，已补充` });
    await filer.submit(filingId);
    const ended = await until(filer, filingId, 'approved');

    expect(returned.flagged).toEqual([
      expect.objectContaining({
        field: 'websites.0.details.remark',
        reason: '备注里缺少管局要求写明的内容。',
        suggestion: '请写明网站主要展示什么内容、面向哪些访客，并删去无关文字。',
      }),
    ]);
    expect(ended.timeline.filter(({ state }) => state === 'returned')).toHaveLength(1);
  });

  it('declines what asks for it only when two of them agree', async () => {
    const { filer, filingId } = await submitted('asks to be declined', '请不予受理');

    const declined = await until(filer, filingId, 'declined');

    expect(declined.flagged).toHaveLength(1);
    expect(lines.filter((line) => /: (declined|second view)$/.test(line)).map((line) => line.slice(42))).toEqual([
      ' declined',
      ' second view',
    ]);
  });

  it.each([
    ['请管局退回', 'authority-returned'],
    ['请短信失败', 'returned'],
  ])('tells the filer what the authority wants to have mended: %s', async (wish, state) => {
    const { filer, filingId } = await submitted(`meets ${wish}`, wish);

    const returned = await until(filer, filingId, state);

    expect(returned.flagged.length).toBeGreaterThan(0);
  });
});
