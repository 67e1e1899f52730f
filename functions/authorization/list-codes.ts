import { stops } from '../../contracts/kit/finding.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type {
  AuthorizationCode,
  AuthorizationCodeState,
  AuthorizedServer,
} from '../../shared/domain/authorization-code.ts';
import { cloudServiceFindings } from '../../shared/domain/rules/website/one-server.ts';
import { codeView } from './code-view.ts';
import type { Ports } from './ports.ts';

/** An account's codes, newest first. For unused codes, checks whether their servers may still be filed with. */
export async function listCodes({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  const codes = await ports.authorizationCodes.ofOwner(applicantId);
  const free = codes.filter(({ state }) => state === 'free').map(({ server }) => server);
  const servers = [...new Map(free.map((server) => [keyOf(server), server])).values()];
  const looked = servers.map(async (server) => ((await isUnfit(server, applicantId, ports)) ? [keyOf(server)] : []));
  const unfit = (await Promise.all(looked)).flat();
  const stateOf = ({ state, server }: AuthorizationCode): AuthorizationCodeState | 'invalid' =>
    state === 'free' && unfit.includes(keyOf(server)) ? 'invalid' : state;
  return { accountId: applicantId, codes: codes.map((code) => ({ ...codeView(code), state: stateOf(code) })) };
}

const keyOf = ({ region, resourceId }: AuthorizedServer): string => `${region} ${resourceId}`;

/** Whether a code for this server would be refused now (CS-09, CS-11). False when the cloud fails. */
async function isUnfit(server: AuthorizedServer, ownerId: string, { cloudServices, clock, serverTerm }: Ports) {
  try {
    const facts = await cloudServices.facts(server, ownerId);
    return stops(
      cloudServiceFindings({ kind: 'authorization-code', code: '' }, facts, { now: clock.now(), ...serverTerm }),
    );
  } catch (error) {
    if (error instanceof Failed) return false;
    throw error;
  }
}
