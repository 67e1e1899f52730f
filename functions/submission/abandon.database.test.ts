import { describe, expect, it } from 'vitest';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingIn } from '../../tests/support/filings/filings.ts';
import { abandon } from './abandon.ts';
import { contract } from './contract.ts';

const { test, instance } = await testInstance();

type Address = { readonly filingId: string; readonly applicantId: string };

const abandoned = async (at: Address) => contract.abandon.reply.parse(await abandon(at, instance));
const toBeWithdrawn = ({ filingId }: Address) =>
  test.query("select key, payload from outbox where topic = 'review-desk.withdraw' and payload->>'filingId' = $1", [
    filingId,
  ]);

describe('abandoning', () => {
  it.each<FilingState>(['draft', 'returned', 'authority-returned'])(
    'ends a filing that is %s; nothing is withdrawn from the desk',
    async (state) => {
      const at = await filingIn(instance, state);

      const outcome = await abandoned(at);

      expect(outcome).toMatchObject({ state: 'abandoned', stateLabel: '已放弃' });
      expect(await toBeWithdrawn(at)).toEqual([]);
    },
  );

  it('withdraws a filing from the desk that is queued for the authority', async () => {
    const at = await filingIn(instance, 'queued');

    const outcome = await abandoned(at);

    expect(outcome.state).toBe('abandoned');
    expect(await toBeWithdrawn(at)).toMatchObject([{ payload: { filingId: at.filingId, round: 1 } }]);
  });

  it.each<FilingState>(['submitted', 'sms-verification', 'authority-review', 'approved', 'abandoned', 'expired'])(
    'is refused when the filing is %s',
    async (state) => {
      const at = await filingIn(instance, state);

      await expect(abandoned(at)).rejects.toMatchObject({ refusal: 'filing.wrong-state' });
    },
  );

  it('lets the applicant open another filing', async () => {
    const at = await filingIn(instance, 'returned');
    const { contents } = await instance.filings.findOwn(at.filingId, at.applicantId);
    const another = () =>
      instance.filings.create({ id: instance.ids.uuid(), applicantId: at.applicantId, filingType: 'first', contents });
    await expect(another()).rejects.toMatchObject({ refusal: 'filing.unfinished' });

    await abandoned(at);

    expect(await another()).toMatchObject({ state: 'draft' });
  });
});
