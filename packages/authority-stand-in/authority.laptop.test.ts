import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BookedAnswer, type BookedNotice, type RunningAuthority, startAuthority } from './authority.ts';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

let dir: string;
let authority: RunningAuthority;
const start = (mode: 'automatic' | 'manual' = 'automatic') =>
  startAuthority({ port: 0, dir, secret: SECRET, mode, log: () => {}, automaticDelayMs: 1 });
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'authority-'));
  authority = await start();
});
afterEach(async () => {
  await authority.stop();
  rmSync(dir, { recursive: true });
});

async function send(path: string, content?: unknown, secret = SECRET) {
  const body = content === undefined ? undefined : JSON.stringify(content);
  const signed = body === undefined ? `GET ${path}\n` : `POST ${path}\n${body}`;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'a-message',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': new Webhook(secret).sign('a-message', new Date(), signed),
  };
  const sent = body === undefined ? { headers } : { method: 'POST', headers, body };
  const response = await fetch(`${authority.url}${path}`, sent);
  return { status: response.status, content: (await response.json()) as Record<string, never> };
}
const filing = (
  number: number,
  { filingType = 'first', remark = '', jpeg = JPEG, domain = 'yunfan.example' } = {},
) => ({
  number,
  filingType,
  province: '440000',
  data: {
    organizer: { certificateNumber: '91440300MA5FAKE01G' },
    principal: {},
    websites: [{ id: 'site', domain, details: { remark } }],
  },
  attachments: [{ id: '1', kind: 'id-front', subject: 'principal', jpeg: jpeg.toString('base64') }],
});

/** Every answer until one of these kinds, acknowledged as it comes. */
async function answersUntil(kind: string): Promise<readonly BookedAnswer[]> {
  const heard: BookedAnswer[] = [];
  await expect
    .poll(
      async () => {
        const answers = (await send('/v1/answers?limit=10')).content.answers as unknown as BookedAnswer[];
        for (const one of answers) {
          heard.push(one);
          await send(`/v1/answers/${one.answerId}/acknowledgement`, { acknowledged: true });
        }
        return heard.map((one) => one.kind);
      },
      { timeout: 60_000 },
    )
    .toContain(kind);
  return heard;
}

describe('the authority on a laptop', () => {
  it('verifies by SMS and gives numbers, the organizer’s once and its websites’ after it', async () => {
    await send('/v1/submissions', filing(1));
    const first = await answersUntil('approved');
    await send('/v1/submissions', filing(2, { domain: 'haitang.example' }));
    const second = await answersUntil('approved');

    const year = new Date().getFullYear();
    expect(first.map(({ kind, sequence }) => [sequence, kind])).toEqual([
      [1, 'sms-started'],
      [2, 'sms-verified'],
      [3, 'approved'],
    ]);
    expect(first.at(-1)?.numbers).toEqual({
      organizer: `粤ICP备${year}000001号`,
      websites: { site: `粤ICP备${year}000001号-1` },
    });
    expect(second.at(-1)?.numbers?.websites).toEqual({ site: `粤ICP备${year}000001号-2` });
  });

  it('keeps the numbers of a website that gets another access, and gives new ones to a domain without', async () => {
    await send('/v1/submissions', filing(1));
    await answersUntil('approved');
    await send('/v1/submissions', filing(2, { domain: 'haitang.example' }));
    await answersUntil('approved');
    await send('/v1/submissions', filing(3, { filingType: 'new-access' }));
    const again = await answersUntil('approved');
    await send('/v1/submissions', filing(4, { filingType: 'new-access', domain: 'elsewhere.example' }));
    const other = await answersUntil('approved');

    const organizer = `粤ICP备${new Date().getFullYear()}000001号`;
    expect(again.at(-1)?.numbers).toEqual({ organizer, websites: { site: `${organizer}-1` } });
    expect(other.at(-1)?.numbers).toEqual({ organizer, websites: { site: `${organizer}-3` } });
  });

  it.each([
    ['请短信超时', 'sms-timed-out'],
    ['请短信失败', 'sms-failed'],
    ['请管局退回', 'returned'],
  ])('does what a remark asks for once: %s', async (remark, kind) => {
    await send('/v1/submissions', filing(1, { remark }));
    await answersUntil(kind);
    await send('/v1/submissions', filing(2, { remark }));

    expect((await answersUntil('approved')).map((one) => one.kind)).not.toContain(kind);
  });

  it('lets an access end without an SMS verification and without numbers', async () => {
    await send('/v1/submissions', filing(1, { filingType: 'end-access' }));

    expect(await answersUntil('approved')).toMatchObject([{ kind: 'approved', sequence: 1 }]);
    expect((await send('/v1/answers?limit=10')).content).toEqual({ answers: [] });
  });

  it('takes no gap, no other content under a number, no large picture, and nothing that is forged', async () => {
    const code = ({ status, content }: Awaited<ReturnType<typeof send>>) => [status, content.error];
    await authority.stop();
    authority = await start('manual');

    expect(code(await send('/v1/submissions', filing(2)))).toEqual([409, { code: 'number-gap', expected: 1 }]);
    const large = Buffer.concat([JPEG, Buffer.alloc(100 * 1024)]);
    expect(code(await send('/v1/submissions', filing(1, { jpeg: large })))).toEqual([
      422,
      { code: 'attachment-too-large' },
    ]);
    expect((await send('/v1/submissions', filing(1))).status).toBe(200);
    expect((await send('/v1/submissions', filing(1))).status).toBe(200);
    expect(code(await send('/v1/submissions', filing(1, { remark: 'other' })))).toEqual([409, { code: 'number-used' }]);
    const forger = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
    expect((await send('/v1/submissions', filing(2), forger)).status).toBe(401);
    expect(authority.submissions()).toHaveLength(1);
  });

  it('gives notices out in the queue of its answers, and takes reports of them without a gap, each number once', async () => {
    const code = ({ status, content }: Awaited<ReturnType<typeof send>>) => [status, content.error];
    authority.issueNotice({
      noticeId: 'HC-1',
      kind: 'notice',
      filingNumber: '粤ICP备2026000001号',
      words: '备注不符。',
    });
    const [notice] = (await send('/v1/answers?limit=10')).content.answers as unknown as BookedNotice[];
    const behind = await send(`/v1/answers?limit=10&after=${notice?.answerId}`);
    await send(`/v1/answers/${notice?.answerId}/acknowledgement`, { acknowledged: true });
    const report = (number: number, of: object = {}) =>
      send('/v1/reports', { number, at: '2026-11-27T02:00:00.000Z', noticeId: 'HC-1', result: 'rectified', ...of });

    const refused = [
      code(await report(2)),
      code(await report(1, { noticeId: 'HC-2' })),
      code(await report(1, { result: 'not-rectified' })),
      code(await report(1, { list: 'black' })),
    ];
    const taken = [await report(1), await report(1)].map(({ status }) => status);
    const other = code(await report(1, { words: '另一个' }));

    expect(notice).toMatchObject({ noticeId: 'HC-1', kind: 'notice', words: '备注不符。' });
    expect(behind.content).toEqual({ answers: [] });
    expect((await send('/v1/answers?limit=10')).content).toEqual({ answers: [] });
    expect(refused).toEqual([
      [409, { code: 'number-gap', expected: 1 }],
      [422, { code: 'unknown-notice' }],
      [422, { code: 'content' }],
      [422, { code: 'content' }],
    ]);
    expect([taken, other, code(await report(2))]).toEqual([
      [200, 200],
      [409, { code: 'number-used' }],
      [422, { code: 'notice-closed' }],
    ]);
    expect(authority.reports()).toHaveLength(1);
  });

  it('knows after a restart what was handed in and is not acknowledged', async () => {
    await authority.stop();
    authority = await start('manual');
    await send('/v1/submissions', filing(1));
    authority.answer(1, { kind: 'sms-started' });
    await authority.stop();

    authority = await start('manual');

    expect((await send('/v1/answers?limit=10')).content.answers).toMatchObject([{ number: 1, kind: 'sms-started' }]);
  });
});
