import * as z from 'zod/mini';
import type { World, WorldCompany } from '../world.ts';
import { requestOf } from './request.ts';

const text = z.string().check(z.minLength(1));
const requestSchema = z.object({ CreditCode: text, EntName: text, LrName: text, IdNum: text });

/** VerifyBizLicenseEnterprise4: compares a company's code, name and legal representative with the register. */
export async function verifyEnterprise(world: World, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { CreditCode, EntName, LrName, IdNum } = requestOf(requestSchema, body);
  const company = world.company(CreditCode, EntName);
  const consistent = {
    IsCreditCodeConsistent: company?.creditCode === CreditCode,
    IsEntNameConsistent: company?.name === EntName,
    IsLrNameConsistent: company?.legalRepresentative === LrName,
    IsIdNumConsistent: company?.idNumber === IdNum,
  };
  return {
    StatusCode: 0,
    VerifyResult: Object.values(consistent).every(Boolean) ? 1 : 0,
    ...consistent,
    ...standingOf(company),
  };
}

const standingOf = (company: WorldCompany | undefined) => ({
  OperatingStatus: company?.status ?? '/',
  // Without an end: indefinite.
  OperatingPeriod: company ? `${company.foundedOn}/` : '/',
});
