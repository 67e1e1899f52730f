import { recordAnswer, recordService } from '../../../contracts/record-service.ts';
import { failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import { exchangeSigned, type SignedServer } from '../../../platform/adapters/http/signed-exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { FilingRegistry } from '../../ports/facts/filing-registry.ts';

export interface RecordServiceSettings extends SignedServer {
  readonly ids: Ids;
  readonly timeoutSeconds: number;
}

const PORT = 'filing-registry';
const MAX_BYTES = 64 * 1024;

/**
 * The access provider's records of all filings, as `docs/record-service.openapi.yaml` describes it. Certificate numbers
 * are sent in the body, never in the URL.
 */
export const createFilingRegistry = (settings: RecordServiceSettings): FilingRegistry => ({
  async records({ certificateNumber, applicantId, domains }) {
    const content = { certificateNumber, accountId: applicantId, domains };
    const question = { id: settings.ids.uuid(), target: recordService.queryRecords.path, content };
    const limits = { port: PORT, timeoutSeconds: settings.timeoutSeconds, maxBytes: MAX_BYTES };
    const { status, text } = await exchangeSigned(settings, question, limits);
    if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
    const { organizer, domains: records } = parseJson(PORT, text, recordAnswer);
    const found = domains.flatMap((domain) => {
      const record = Object.hasOwn(records, domain) ? records[domain] : undefined;
      // A missing answer is a failure; "not filed" is stated explicitly.
      if (record === undefined) throw new Failed(PORT, 'broken', 'UnexpectedAnswer');
      return record === null ? [] : [[domain, record] as const];
    });
    return { organizer: organizer ?? undefined, domains: new Map(found) };
  },
});
