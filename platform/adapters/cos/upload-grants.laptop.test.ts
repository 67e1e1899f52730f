import { testClock } from '../../../tests/support/clock.ts';
import { describeUploadGrants } from '../upload-grants.suite.ts';
import { createObjectStore } from './object-store.ts';
import { createUploadGrants } from './upload-grants.ts';

/** The SDK signs by the machine's clock. This one stands still, ahead of it, so that no signature begins in the future. */
const clock = testClock(new Date(Date.now() + 60_000).toISOString());

describeUploadGrants('COS upload grants', {
  create: (settings) => createUploadGrants({ ...settings, clock }),
  openStore: createObjectStore,
  now: () => clock.now(),
  forward: (seconds) => clock.forward(seconds),
  query: { begin: 'q-sign', headers: 'q-header-list' },
});
