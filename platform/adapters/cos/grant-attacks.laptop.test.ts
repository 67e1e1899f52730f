import { describeGrantAttacks } from '../grant-attacks.suite.ts';
import { systemClock } from '../system/clock.ts';
import { createObjectStore } from './object-store.ts';
import { createUploadGrants } from './upload-grants.ts';

describeGrantAttacks('COS upload grants', {
  create: (settings) => createUploadGrants({ ...settings, clock: systemClock }),
  openStore: createObjectStore,
});
