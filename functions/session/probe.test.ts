import { expect, it } from 'vitest';
import { inProcessHost } from '../../tests/support/in-process-host.ts';
import { testLaptop, openDraft } from '../../tests/support/test-laptop.ts';
it('x', async () => {
  const t0 = performance.now();
  const laptop = await testLaptop({ hostFunctions: inProcessHost });
  const t1 = performance.now();
  const filer = await laptop.signedIn('a');
  const t2 = performance.now();
  const draft = await openDraft(filer);
  const t3 = performance.now();
  console.log(t1 - t0, t2 - t1, t3 - t2, draft.filingId);
  await laptop.stop();
  console.log(performance.now() - t3);
  expect(1).toBe(1);
});
