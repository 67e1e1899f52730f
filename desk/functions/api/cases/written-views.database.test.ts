import { expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { memoryStore } from '../../../../tests/support/database/memory-store.ts';
import { deskRoom } from '../../../../tests/support/desk/desk-room.ts';
import { deskTables } from '../../../../tests/support/desk/desk-tables.ts';
import { eraseFiling } from '../../intake/erase-filing.ts';
import type { Ports as IntakePorts } from '../../intake/ports.ts';
import { writeView } from './gate.ts';

it('leaves nothing of what is shown when its view was forgotten before the object was written', async () => {
  const { clearViews } = await deskTables(testClock('2026-11-26T02:00:00Z'));
  const { store, objects } = memoryStore();

  const writing = writeView('views/desk/of-an-erased-case', Buffer.from('{}'), 'application/json', {
    clearViews,
    objectStore: store,
  });

  await expect(writing).rejects.toMatchObject({ refusal: 'case.unknown' });
  expect([...objects.keys()]).toEqual([]);
});

it('leaves nothing either when the filing is erased between the view and its object, and the erasure found none', async () => {
  const clock = testClock('2026-11-26T02:00:00Z');
  const { store, objects } = memoryStore();
  const room = await deskRoom({ clock, objectStore: store });
  const { caseId, filingId } = await room.receive();
  const key = 'views/desk/of-an-erased-filing';
  await room.clearViews.note({ caseId, staffId: 'lin', row: 'x', at: clock.now(), objectKey: key });
  const erasing = { incomingCases: room.incomingCases, clearViews: room.clearViews, objectStore: store };
  await eraseFiling({ filingId, rawBody: '{}' }, erasing as unknown as IntakePorts);

  const writing = writeView(key, Buffer.from('{}'), 'application/json', { ...room, objectStore: store });

  await expect(writing).rejects.toMatchObject({ refusal: 'case.unknown' });
  expect(objects.has(key)).toBe(false);
  await room.close();
});
