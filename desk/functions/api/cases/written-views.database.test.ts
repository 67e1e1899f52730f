import { expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { deskTables } from '../../../../tests/support/desk-tables.ts';
import { memoryStore } from '../../../../tests/support/memory-store.ts';
import { writeView } from './look.ts';

it('leaves nothing of what is shown when the case was erased before the object was written', async () => {
  const { clearViews } = await deskTables(testClock('2026-11-26T02:00:00Z'));
  const { store, objects } = memoryStore();

  const writing = writeView('views/desk/of-an-erased-case', Buffer.from('{}'), 'application/json', {
    clearViews,
    objectStore: store,
  });

  await expect(writing).rejects.toMatchObject({ refusal: 'case.unknown' });
  expect([...objects.keys()]).toEqual([]);
});
