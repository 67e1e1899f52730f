import { expect, it } from 'vitest';
import { picturePapers, readyFiling } from '../support/ready-filing.ts';
import { inProcessLaptop } from '../support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ desk: { automatic: { pauseMs: 100 } } });

it('a filing gets its number from the desk on a laptop, without anybody there', { timeout: 900_000 }, async () => {
  const filer = await laptop.signedIn('somebody alone');
  const { filingId } = await readyFiling(filer);
  await picturePapers(filingId);
  await filer.submit(filingId);

  const ended = await filer.untilState(filingId, ['approved'], 600_000);

  expect(laptop.addresses.reviewDesk).toMatch(/^http:\/\/desk\.localhost:\d+$/);
  expect(ended.numbers?.organizer).toMatch(/^粤ICP备\d{10}号$/);
  expect(ended.timeline.map(({ state }) => state)).toEqual([
    'draft',
    'submitted',
    'queued',
    'sms-verification',
    'authority-review',
    'approved',
  ]);
});
