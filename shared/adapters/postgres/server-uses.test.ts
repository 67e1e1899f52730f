import { describe, expect, it } from 'vitest';
import { filingIn } from '../../../tests/support/filings.ts';
import { testInstance } from '../../../tests/support/test-instance.ts';
import type { FilingState } from '../../domain/filing-machine.ts';

const { test, instance } = await testInstance();

const serverOf = (resourceId: string) =>
  ({ kind: 'resource', product: 'cvm', resourceId, region: 'ap-guangzhou' }) as const;

/** A filing in a state whose websites run on a server; a second one each on another, and behind a code. */
async function filingOn(resourceId: string, state: FilingState, websites = 1): Promise<string> {
  const draft = await filingIn(instance, 'draft');
  const { contents } = await instance.filings.find(draft.filingId, draft.applicantId);
  const services = [
    ...Array.from({ length: websites }, () => serverOf(resourceId)),
    serverOf('ins-other001'),
    { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' } as const,
  ];
  const all = services.map((cloudService) => ({
    id: instance.ids.uuid(),
    domain: `${instance.ids.uuid()}.cn`,
    cloudService,
  }));
  await instance.filings.change(draft.filingId, draft.applicantId, () => ({
    event: 'save',
    contents: { ...contents, websites: all },
  }));
  await test.query('update filing set state = $1 where id = $2', [state, draft.filingId]);
  return draft.filingId;
}

const count = (resourceId: string, except?: string) => instance.serverUses.countWebsites(serverOf(resourceId), except);

describe('websites on a server', () => {
  it('are those of filings that are approved or under review', async () => {
    const states: readonly FilingState[] = ['submitted', 'returned', 'queued', 'authority-review', 'approved'];
    for (const state of states) await filingOn('ins-counted1', state);

    expect(await count('ins-counted1')).toBe(5);
  });

  it.each<FilingState>(['draft', 'abandoned', 'expired', 'revoked'])(
    'are none of a filing that is %s',
    async (state) => {
      await filingOn(`ins-${state}`, state);

      expect(await count(`ins-${state}`)).toBe(0);
    },
  );

  it('are counted each, and those of the filing that asks are not', async () => {
    const own = await filingOn('ins-several1', 'returned', 3);
    await filingOn('ins-several1', 'approved', 2);

    expect([await count('ins-several1'), await count('ins-several1', own)]).toEqual([5, 2]);
  });

  it('of another region, or of a server that nobody filed with, are none', async () => {
    await filingOn('ins-elsewhere', 'approved');

    const shanghai = await instance.serverUses.countWebsites({ ...serverOf('ins-elsewhere'), region: 'ap-shanghai' });

    expect([shanghai, await count('ins-nobody01')]).toEqual([0, 0]);
  });
});
