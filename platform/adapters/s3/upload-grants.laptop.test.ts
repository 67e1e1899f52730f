import { afterEach, beforeEach, vi } from 'vitest';
import { describeUploadGrants } from '../upload-grants.suite.ts';
import { createObjectStore } from './object-store.ts';
import { createUploadGrants } from './upload-grants.ts';

// The presigners read the system clock, which can't be injected; their signatures count from the second before.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T01:00:00.900Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

describeUploadGrants('S3 upload grants', {
  create: createUploadGrants,
  openStore: createObjectStore,
  forward: (seconds) => vi.setSystemTime(Date.now() + seconds * 1000),
  query: { begin: 'X-Amz-', headers: 'X-Amz-SignedHeaders' },
});
