import { describe, expect, it } from 'vitest';
import { shown } from '../../tests/support/scripted-api.ts';
import type { Call } from '../calls/api-client.ts';
import { createHandOvers } from './hand-overs.ts';

describe('handing a check over', () => {
  it('is offered until the person has passed here, and shown as long as there was one', async () => {
    const handOvers = [{ handOverId: 'h', websiteId: 'handed', state: 'passed' }];
    const all = createHandOvers({ call: (async () => ({ handOvers })) as unknown as Call, show: shown }, 'f', () => {});
    await all.look();

    expect([
      all.card('alone').isOffered,
      all.card('alone', 'failed').isOffered,
      all.card('alone', 'passed').isOffered,
      all.card('handed', 'passed').isOffered,
    ]).toEqual([true, true, false, true]);
  });
});
