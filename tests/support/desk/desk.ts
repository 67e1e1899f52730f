import { listen, readBody } from 'loopback-server/http-server.ts';
import { createFilingService } from '../../../desk/adapters/http/filing-service.ts';
import { createIdentityProvider } from '../../../desk/adapters/openid-client/identity-provider.ts';
import { contract } from '../../../desk/functions/intake/contract.ts';
import { eraseFiling } from '../../../desk/functions/intake/erase-filing.ts';
import { queryVerdicts } from '../../../desk/functions/intake/query-verdicts.ts';
import { submitFiling } from '../../../desk/functions/intake/submit-filing.ts';
import { withdrawFiling } from '../../../desk/functions/intake/withdraw-filing.ts';
import { runDesk } from '../../../desk/functions/timer/run-desk.ts';
import type { FilingService } from '../../../desk/ports/filing-service.ts';
import type { IdentityProvider } from '../../../desk/ports/identity-provider.ts';
import { functionUrlEvent } from '../../../local/function-url.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { signingKey, signRequest } from '../../../platform/edge/signed-message.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import { scfContext } from '../scf.ts';
import { deskTables } from './desk-tables.ts';

export interface DeskSettings {
  readonly clock: Clock;
  readonly objectStore: ObjectStore;
  /** `whsec_…`, for both directions. */
  readonly secret: string;
  readonly webhookUrl: () => string;
  /** Who signs the staff in; the default is one that is out of order. */
  readonly identityProvider?: IdentityProvider;
}

/** Nobody listens at this port. */
const SILENT = createIdentityProvider({
  issuerUrl: 'http://127.0.0.1:9',
  clientId: 'desk',
  clientSecret: 'a secret of the tests',
  scope: 'openid',
  rolesClaim: 'roles',
  roles: [],
  acrValues: [],
  returnUrl: 'https://desk.example/signed-in',
  signedOutUrl: 'https://desk.example/',
});

/** The desk's functions on a socket, with everything behind them real. */
export async function startDesk(settings: DeskSettings) {
  const { clock, objectStore, secret, webhookUrl, identityProvider = SILENT } = settings;
  const tables = await deskTables(clock);
  const key = signingKey(secret);
  const service = () =>
    createFilingService({
      webhookUrl: webhookUrl(),
      ids: cryptoIds,
      sign: (message) => ({ ...signRequest([key], { ...message, at: clock.now() }) }),
    });
  // The service may start after the desk.
  const filingService: FilingService = {
    tell: (...message) => service().tell(...message),
    tellOfRecord: (...message) => service().tellOfRecord(...message),
    changesAfter: (next) => service().changesAfter(next),
    unreachedMessages: () => service().unreachedMessages(),
    noteTold: (...message) => service().noteTold(...message),
    document: (link) => service().document(link),
  };
  const ports = {
    ...tables,
    clock,
    objectStore,
    filingService,
    identityProvider,
    sealPlaces: { store: objectStore, auditor: undefined },
    chance: () => 1,
  };
  const { clearViews, incomingCases, verdicts, workTimes } = ports;
  const handler = httpFunction(
    httpRoom({
      contract,
      ports: {
        clearViews: async () => clearViews,
        incomingCases: async () => incomingCases,
        workTimes: async () => workTimes,
        verdicts: async () => verdicts,
        filingService: async () => filingService,
        clock: async () => clock,
        objectStore: async () => objectStore,
      },
      useCases: { submitFiling, withdrawFiling, eraseFiling, queryVerdicts },
    }),
    { messageChecks: async () => ({ keys: [key], seen: tables.seenMessages, clock }) },
  );
  const server = await listen(0, async (request, response) => {
    const body = (await readBody(request, 6_000_000)) ?? Buffer.alloc(0);
    const reply = await handler(functionUrlEvent(request, body), scfContext({ function_name: 'desk-intake' }));
    response.writeHead(reply.statusCode, { ...reply.headers }).end(reply.body);
  });
  return {
    ...tables,
    url: server.url,
    /** One tick of the desk's timer. */
    tick: () => runDesk({ requestId: 'tick', remainingMs: () => 60_000 }, ports),
    close: async () => {
      await server.stop();
      await tables.close();
    },
  };
}

export type RunningDesk = Awaited<ReturnType<typeof startDesk>>;
