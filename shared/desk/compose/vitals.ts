import { seal } from '../../compose/keys.ts';
import { objectStore } from '../../compose/object-store.ts';
import { once } from '../../compose/provider.ts';
import { clock } from '../../compose/system.ts';
import { config } from '../../config.ts';
import { createDeskStandings } from '../adapters/postgres/desk-standings.ts';
import { createDeskVitals } from '../application/vitals.ts';
import type { DeskVitals } from '../ports/vitals.ts';
import { auditHash, deskDatabase } from './desk-database.ts';

export const deskVitals = (): Promise<DeskVitals> =>
  once(deskVitals, async () =>
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
