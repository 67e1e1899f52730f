import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../contracts/kit/contract.ts';
import { allContracts } from '../../tools/docs/generated.ts';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { callerAt, refusalOf, type SeenReply } from '../support/routes/caller.ts';
import { type TestLaptop, testLaptop } from '../support/test-laptop.ts';

const operations = async (): Promise<readonly (readonly [name: string, Operation])[]> =>
  Object.values(await allContracts()).flatMap((contract) => Object.entries(contract));

describe('[A4] every operation', () => {
  it('has a limit, but for five that cost less than counting them', async () => {
    const unlimited = (await operations()).filter(([, { limits }]) => 'unlimited' in limits);

    expect(unlimited.map(([name]) => name)).toEqual([
      'checkHealth',
      'listChanges',
      'listUnreachedMessages',
      'noteTold',
      'receiveVerdict',
    ]);
  });

  it('that strangers may call counts their address: they have no account', async () => {
    const open = (await operations()).filter(
      ([, { caller }]) => caller === 'anonymous' || caller === 'optional-session',
    );
    const uncounted = open.filter(
      ([, { limits }]) => !('unlimited' in limits) && !limits.some(({ per }) => per === 'address'),
    );

    expect(open.length).toBeGreaterThan(5);
    expect(uncounted).toEqual([]);
  });

  it('that waits, draws or packs says how many run at once', async () => {
    const bounded = (await operations()).flatMap(([name, { atOnce }]) =>
      atOnce ? [`${name}: ${atOnce.most} per ${atOnce.per}`] : [],
    );

    expect(bounded.toSorted()).toEqual([
      'blankLetter: 2 per address',
      'checkWebsite: 2 per account',
      'commitmentLetter: 1 per account',
      'exportData: 1 per account',
      'listCloudServices: 1 per account',
      'preview: 2 per account',
      'showDocument: 3 per account',
      'showScanTicket: 20 per address',
    ]);
  });
});

describe('[A4] one account that calls without end', () => {
  let laptop: TestLaptop;

  beforeAll(async () => {
    laptop = await testLaptop({ review: 'manual' });
  });
  afterAll(() => laptop.stop());

  /** A document that waits for its file, and a way to ask for it. */
  async function pollerAt(name: string) {
    const { filingId } = await openDraft(await laptop.signedIn(name));
    const call = await callerAt(laptop, name);
    const wish = { filingId, kind: 'id-back', subject: 'principal', contentType: 'image/jpeg', bytes: 1000 };
    const { documentId } = (await call('POST', '/v1/uploads', wish)).body as { documentId: string };
    return { call, poll: (wait: number) => call('GET', `/v1/uploads/${documentId}?wait=${wait}`) };
  }

  it('360 polls leave three waiting, and other people are served as ever', async () => {
    const [attacker, other] = [await pollerAt('attacker'), await pollerAt('other')];

    const attack = Array.from({ length: 360 }, () => attacker.poll(20));
    // The last of them has been refused when this is answered: it is behind them all.
    const served = await other.poll(0);
    const replies = await Promise.all(attack);

    expect(served.status).toBe(200);
    const refused = replies.filter(({ status }) => status !== 200);
    expect(new Set(refused.map(refusalOf))).toEqual(new Set(['429 request.too-many']));
    expect(replies.length - refused.length).toBeLessThanOrEqual(6);
  }, 120_000);

  it('letters are drawn one at a time, and sixty in an hour', async () => {
    const filer = await laptop.signedIn('letters');
    const { filingId } = await openDraft(filer);
    const call = await callerAt(laptop, 'letters');
    const path = `/v1/materials/${filingId}/commitment-letter`;

    const replies: SeenReply[] = [];
    for (let letter = 0; letter < 61; letter += 1) replies.push(await call('GET', path));

    // The draft is empty: what is refused counts too.
    expect(replies.slice(0, 60).map(refusalOf)).toEqual(Array.from({ length: 60 }, () => '422 filing.incomplete'));
    expect(replies.slice(60).map(refusalOf)).toEqual(['429 request.too-many']);
  }, 60_000);
});
