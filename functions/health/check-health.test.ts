import { expect, it } from 'vitest';
import { createObjectStore } from '../../platform/adapters/s3/object-store.ts';
import { createSessionTokens } from '../../shared/adapters/jsonwebtoken/session-tokens.ts';
import { openDatabase } from '../../shared/adapters/postgres/database.ts';
import { createSchemaVersion } from '../../shared/adapters/postgres/schema-version.ts';
import { createVitals } from '../../shared/application/vitals.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testSeal } from '../../tests/support/database/instance.ts';
import { checkHealth } from './check-health.ts';

it('is refused with the names of what is unusable, and no secrets', async () => {
  const clock = testClock('2026-11-25T02:00:00Z');
  const key = Buffer.alloc(32, 3);
  const vitals = createVitals({
    schemaVersion: createSchemaVersion({ database: openDatabase('postgres://icp:hunter2@127.0.0.1:9/icp') }),
    objectStore: createObjectStore({
      bucket: 'icp-1250000000',
      region: 'ap-guangzhou',
      endpoint: 'http://127.0.0.1:9',
      credentials: () => ({ secretId: 'id', secretKey: 'hunter2', token: '' }),
    }),
    seal: testSeal(),
    sessionTokens: createSessionTokens({ key, issuer: 'tests', audience: 'tests', lifetimeSeconds: 60, clock }),
    clock,
  });

  const asked = checkHealth({}, { vitals, deployment: { stage: 'production', release: 'v1.4.0' } });

  await expect(asked).rejects.toMatchObject({
    refusal: 'service.unhealthy',
    facts: { failing: 'database,object-store', stage: 'production', release: 'v1.4.0' },
  });
});
