import { expect, vi } from 'vitest';
import { objectStore } from '../../../platform/compose/object-store.ts';
import type { FlaggedField } from '../../../shared/domain/filing/filing.ts';
import type { Papers } from '../../../tools/walk/papers.ts';
import { documents, reviews } from '../database/service-ports.ts';
import type { TestLaptop } from '../test-laptop.ts';
import { readyFiling } from './ready-filing.ts';

const WAIT = { timeout: 60_000, interval: 100 };

/** A field, a picture, and something that stays as it is. */
export const THREE_FLAGS: readonly FlaggedField[] = [
  { field: 'websites.0.details.remark', reason: '备注没有写明面向哪些访客', suggestion: '写明访客是谁' },
  { field: 'websites.0.documents.handheld-photo', reason: '右手挡住了执照右下角' },
  { field: 'principal.officePhone', reason: '办公室电话无人接听' },
];

/**
 * A person's filing that the desk has returned, with pictures in the store. The functions must run in this process, and the
 * desk wait for its decisions.
 */
export async function returnedFiling(
  laptop: TestLaptop,
  name: string,
  papers: Papers,
  flagged: readonly FlaggedField[] = THREE_FLAGS,
): Promise<string> {
  const filer = await laptop.signedIn(name);
  const { filingId } = await readyFiling(filer, papers.kind);
  const store = await objectStore();
  for (const { kind, cleanKey } of await (await documents()).ofFiling(filingId))
    if (cleanKey) await store.write(cleanKey, kind === 'handheld-photo' ? papers.handheld : papers.photo, 'image/jpeg');
  await filer.submit(filingId);
  await deskHas(laptop, filingId, 1);
  laptop.reviewDesk.decide(filingId, { kind: 'returned', flagged: [...flagged] });
  await laptop.reviewDesk.idle();
  expect((await (await reviews()).findFiling(filingId)).state).toBe('returned');
  return filingId;
}

/** Waits until the desk has a round of a filing. */
export const deskHas = (laptop: TestLaptop, filingId: string, round: number): Promise<void> =>
  vi.waitFor(
    () =>
      expect(laptop.reviewDesk.list().find((filing) => filing.filingId === filingId)?.submission?.round).toBe(round),
    WAIT,
  );

/** What the desk was told of each flagged item. */
export const repairsAtDesk = ({ reviewDesk }: TestLaptop, filingId: string) =>
  reviewDesk.list().find((filing) => filing.filingId === filingId)?.submission?.data.repairs;
