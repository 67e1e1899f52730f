import * as z from 'zod/mini';
import type { World, WorldCompany } from '../world.ts';
import { requestOf } from './request.ts';

const text = z.string().check(z.minLength(1));
const requestSchema = z.object({ CreditCode: text, EntName: text, LrName: text, IdNum: text });

const printedSchema = z.object({
  CreditCode: text,
  EntName: text,
  LrName: z.optional(text),
  VerifyType: z._default(z.enum(['ENT_2META', 'ENT_3META']), 'ENT_3META'),
});

/** VerifyBizLicenseEnterprise3: whether the register has all of a company's code, name and legal representative. */
export async function verifyPrinted(world: World, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { CreditCode, EntName, LrName, VerifyType } = requestOf(printedSchema, body);
  const company = world.company(CreditCode, EntName);
  if (!company) return { StatusCode: 2 };
  const isSame = company.creditCode === CreditCode && company.name === EntName;
  const isSamePerson = VerifyType === 'ENT_2META' || company.legalRepresentative === LrName;
  return { StatusCode: 0, VerifyResult: isSame && isSamePerson ? 1 : 0, OperatingStatus: company.status };
}

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
