import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ocr/v20181119/ocr_client.js';
import * as z from 'zod/mini';
import { type CloudApiSettings, callCloudApi, clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { CompanyFacts } from '../../../domain/facts.ts';
import type { CompanyClaim, CompanyRegister, PrintedCompany } from '../../../ports/facts/company-register.ts';
import { outcomeOf } from './codes.ts';

/** `StatusCode` of a billed reply; any other is not billed, and a failure of the vendor unless nothing was found. */
const ANSWERED = 0;
const NOT_FOUND = 2;
const ALL_SAME = 1;

// `OperatingStatus` is a text.
const STANDINGS: Readonly<Record<string, CompanyFacts['standing']>> = {
  1: 'in-business',
  3: 'ended',
  4: 'ended',
  5: 'ended',
  7: 'ended',
  '/': 'unknown',
};

const flag = z.pipe(
  z.nullish(z.boolean()),
  z.transform((is) => is === true),
);
const answer = z.object({
  StatusCode: z.coerce.number(),
  IsCreditCodeConsistent: flag,
  IsEntNameConsistent: flag,
  IsLrNameConsistent: flag,
  IsIdNumConsistent: flag,
  OperatingStatus: z.nullish(z.coerce.string()),
});

const printedAnswer = z.object({ StatusCode: z.coerce.number(), VerifyResult: z.nullish(z.coerce.number()) });

/**
 * Queries the commercial register by VerifyBizLicenseEnterprise4, and by VerifyBizLicenseEnterprise3 where nobody has
 * stated the legal representative's number (Tencent Cloud API ocr 2018-11-19). Both belong to the OCR product, and no
 * rate limit is documented for them.
 */
export function createCompanyRegister(settings: CloudApiSettings): CompanyRegister {
  const client = new Client(clientConfig(settings));
  const ask = ({ creditCode, name, legalRepresentative, idNumber }: CompanyClaim) =>
    callCloudApi('ocr', answer, () =>
      client.VerifyBizLicenseEnterprise4({
        CreditCode: creditCode,
        EntName: name,
        LrName: legalRepresentative,
        IdNum: idNumber,
      }),
    );
  const askAboutPrint = ({ creditCode, name, legalRepresentative }: PrintedCompany) =>
    callCloudApi('ocr', printedAnswer, () =>
      client.VerifyBizLicenseEnterprise3({
        CreditCode: creditCode,
        EntName: name,
        LrName: legalRepresentative,
        VerifyType: 'ENT_3META',
      }),
    );
  return {
    async has(company) {
      const said = await askAboutPrint(company).catch(unanswered);
      if (!said) return undefined;
      if (said.StatusCode === NOT_FOUND) return false;
      if (said.StatusCode !== ANSWERED) throw new Failed('ocr', 'broken', `StatusCode${said.StatusCode}`);
      return said.VerifyResult === ALL_SAME;
    },

    async check(claim) {
      const said = await ask(claim).catch(unanswered);
      if (!said) return undefined;
      if (said.StatusCode !== ANSWERED) throw new Failed('ocr', 'broken', `StatusCode${said.StatusCode}`);
      return {
        creditCode: said.IsCreditCodeConsistent,
        name: said.IsEntNameConsistent,
        legalRepresentative: said.IsLrNameConsistent,
        idNumber: said.IsIdNumConsistent,
        standing: STANDINGS[said.OperatingStatus ?? '/'] ?? 'other',
      };
    },
  };
}

/** @throws Failed('ocr', …) when nothing was billed. */
function unanswered(error: unknown): undefined {
  const outcome = outcomeOf(error);
  if (outcome.outcome === 'unanswered' && outcome.because !== 'out-of-order') return undefined;
  throw new Failed('ocr', 'refused', outcome.outcome === 'unanswered' ? outcome.vendorCode : undefined);
}
