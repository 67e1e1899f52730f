import { seal } from '../../../platform/compose/keys.ts';
import { objectStore } from '../../../platform/compose/object-store.ts';
import { memo } from '../../../platform/compose/provider.ts';
import { clock } from '../../../platform/compose/system.ts';
import type { PortsOf } from '../../../platform/edge/ports.ts';
import { createDeskStandings } from '../../adapters/postgres/desk-standings.ts';
import { createDeskVitals } from '../../application/vitals.ts';
import { auditHash, deskDatabase } from '../../compose/desk-database.ts';
import { config } from '../../config.ts';
import type { DeskVitals } from '../../ports/vitals.ts';

export const deskVitals = (): Promise<DeskVitals> =>
  memo(deskVitals, async () =>
    createDeskVitals({
      deskStandings: createDeskStandings({ database: await deskDatabase() }),
      objectStore: await objectStore(),
      seal: await seal(),
      auditHash: auditHash(),
      clock: await clock(),
    }),
  );

/** What is deployed where; the release is in the operator's words. */
export const deskDeployment = async () => ({ stage: config().STAGE, release: config().RELEASE });

export type Ports = PortsOf<typeof import('./ports.ts')>;
