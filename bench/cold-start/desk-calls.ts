import { randomUUID } from 'node:crypto';
import type { ServerlessService } from '../../deploy/manifest/serverless-yml.ts';
import { signIn } from '../../local/automatic-staff/staff-calls.ts';
import type { DeskService } from '../../local/desk-service.ts';
import { signedEvent } from '../verdict-event.ts';
import { eventFile, type FirstCall, hasStatus, isAny } from './first-calls.ts';

/** For every function of the desk its most frequent call. @param service the desk's, with its variables */
export async function deskCalls(
  desk: DeskService,
  service: ServerlessService,
): Promise<Readonly<Record<string, FirstCall>>> {
  const session = await signIn(desk, 'lin-yue');
  const page = { origin: desk.url, 'sec-fetch-site': 'same-origin', 'x-scf-remote-addr': '203.0.113.9' };
  const http = (httpMethod: string, path: string, headers = {}): FirstCall => ({
    event: async () => ({ httpMethod, path, queryString: {}, headers: { ...page, ...headers } }),
    isExpected: hasStatus(200),
  });
  const filings = [{ filingId: randomUUID(), round: 1, after: 0 }];
  const secret = service.variables.DESK_REQUEST_SECRETS ?? '';
  return {
    'desk-health': http('GET', '/v1/health'),
    'desk-intake': {
      event: async () => signedEvent('/v1/verdict-queries', secret, { filings }),
      isExpected: hasStatus(200),
    },
    'desk-session': http('POST', '/v1/staff-session/tries'),
    'desk-api': http('GET', '/v1/queues', session),
    'desk-timer': { event: async () => eventFile('process-timer', 'tick'), isExpected: isAny },
  };
}
