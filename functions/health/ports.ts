import { seal } from '../../platform/compose/keys.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { memo } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import type { PortsOf } from '../../platform/edge/ports.ts';
import { createSchemaVersion } from '../../shared/adapters/postgres/schema-version.ts';
import { createVitals } from '../../shared/application/vitals.ts';
import { storedParts } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import { config } from '../../shared/config.ts';
import type { Deployment, Vitals } from '../../shared/ports/vitals.ts';

export const vitals = (): Promise<Vitals> =>
  memo(vitals, async () =>
    createVitals({
      schemaVersion: createSchemaVersion(await storedParts()),
      objectStore: await objectStore(),
      seal: await seal(),
      sessionTokens: await sessionTokens(),
      clock: await clock(),
    }),
  );

export const deployment = async (): Promise<Deployment> => ({ stage: config().STAGE, release: config().RELEASE });

export type Ports = PortsOf<typeof import('./ports.ts')>;
