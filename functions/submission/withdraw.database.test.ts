import { describe, expect, it } from 'vitest';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingIn } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { withdraw } from './withdraw.ts';

const { test, instance } = await testInstance();

type Address = { readonly filingId: string; readonly applicantId: string };

const withdrawn = async (at: Address) => contract.withdraw.reply.parse(await withdraw(at, instance));
const toBeWithdrawn = ({ filingId }: Address) =>
  test.query("select key, payload from outbox where topic = 'review-desk.withdraw' and payload->>'filingId' = $1", [
    filingId,
  ]);

describe('withdrawing', () => {
  it('makes a submitted filing a draft again and notifies the desk', async () => {
    const at = await filingIn(instance, 'submitted');

    const outcome = await withdrawn(at);

    expect(outcome).toMatchObject({ state: 'draft', stateLabel: '草稿', round: 1, version: 3 });
    expect(await toBeWithdrawn(at)).toEqual([
      { key: `withdraw/${at.filingId}/1`, payload: { filingId: at.filingId, round: 1 } },
    ]);
  });

  it.each<[FilingState, string]>([
    ['draft', 'filing.wrong-state'],
    ['returned', 'filing.wrong-state'],
    ['queued', 'filing.handed-on'],
    ['sms-verification', 'filing.handed-on'],
    ['authority-review', 'filing.handed-on'],
    ['approved', 'filing.wrong-state'],
    ['abandoned', 'filing.wrong-state'],
  ])('is refused when the filing is %s, and the desk is not notified: %s', async (state, refusal) => {
    const at = await filingIn(instance, state);

    await expect(withdrawn(at)).rejects.toMatchObject({ refusal });

    expect(await toBeWithdrawn(at)).toEqual([]);
  });

  it.each<[FilingState, number]>([
    ['submitted', 4],
    ['queued', 4],
  ])('ends a filing that ends something and is %s: it has no draft to return to', async (state, version) => {
    const at = await filingIn(instance, state);
    await test.query("update filing set filing_type = 'cancel-website' where id = $1", [at.filingId]);

    const outcome = await withdrawn(at);

    expect(outcome).toMatchObject({ state: 'abandoned', stateLabel: '申请已结束', version });
    expect(await toBeWithdrawn(at)).toHaveLength(1);
  });

  it('is refused once such a filing is at the authority', async () => {
    const at = await filingIn(instance, 'sms-verification');
    await test.query("update filing set filing_type = 'cancel-website' where id = $1", [at.filingId]);

    await expect(withdrawn(at)).rejects.toMatchObject({ refusal: 'filing.handed-on' });
  });

  it("does not touch another applicant's filing", async () => {
    const at = await filingIn(instance, 'submitted');
    const other = await filingIn(instance, 'draft');

    const withdrawing = withdrawn({ ...at, applicantId: other.applicantId });

    await expect(withdrawing).rejects.toMatchObject({ refusal: 'filing.unknown' });
    expect((await instance.filings.findOwn(at.filingId, at.applicantId)).state).toBe('submitted');
  });
});
