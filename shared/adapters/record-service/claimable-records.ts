import * as z from 'zod/mini';
import { lineAs } from '../../../contracts/kit/words.ts';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { domainForm } from '../../../contracts/normal-forms/domain.ts';
import { recordDetails, recordService } from '../../../contracts/record-service.ts';
import { failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import { exchangeSigned } from '../../../platform/adapters/http/signed-exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { ClaimableRecords } from '../../ports/records/claimable-records.ts';
import { cloudService } from '../../schemas/eligibility.ts';
import { organizer, person, websiteDetails } from '../../schemas/filing-forms.ts';
import type { RecordServiceSettings } from './filing-registry.ts';

const PORT = 'claimable-records';
const MAX_BYTES = 512 * 1024;

const number = z.string().check(z.minLength(1), z.maxLength(50));
/** A record whose values the forms would take. */
const wholeRecord = z.extend(recordDetails, {
  number,
  certificateNumber: lineAs(certificateForm, 50),
  organizer: z.optional(organizer),
  principal: person,
  websites: z
    .array(
      z.object({
        number,
        domains: z
          .array(z.string().check(z.overwrite(domainForm), z.regex(/^[a-z0-9.-]{1,253}$/)))
          .check(z.minLength(1), z.maxLength(100)),
        details: z.optional(websiteDetails),
        siteOwner: z.optional(person),
        cloudService: z.optional(cloudService),
      }),
    )
    .check(z.maxLength(500)),
});
const answer = z.object({ record: z.nullable(wholeRecord) });

/** Whole records by `POST /v1/record-details` of `docs/record-service.openapi.yaml`; a service without that path tells of none. */
export const createClaimableRecords = (settings: RecordServiceSettings): ClaimableRecords => ({
  async find(certificateNumber, accountId) {
    const content = { certificateNumber, accountId };
    const question = { id: settings.ids.uuid(), target: recordService.queryRecordDetails.path, content };
    const limits = { port: PORT, timeoutSeconds: settings.timeoutSeconds, maxBytes: MAX_BYTES };
    const { status, text } = await exchangeSigned(settings, question, limits);
    if (status === 404) return undefined;
    if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
    const { record } = parseJson(PORT, text, answer);
    if (!record) return undefined;
    const { region, organizerKind, certificateType, certificateNumber: own, ...rest } = record;
    return { ...rest, subject: { region, organizerKind, certificateType, certificateNumber: own } };
  },
});
