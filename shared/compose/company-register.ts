import { createCompanyAnswers } from '../application/company-register.ts';
import { REGISTER_TARIFF } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { CompanyAnswers, CompanyRegister } from '../ports/company-register.ts';
import { cloudApi } from './cloud-api.ts';
import { companyChecks } from './database.ts';
import { billed } from './paid-calls.ts';
import { vendor } from './provider.ts';
import { clock } from './system.ts';

const commercialRegister = (): Promise<CompanyRegister> =>
  vendor(commercialRegister, 'company-register', async () => {
    const { createCompanyRegister } = await import('../adapters/tencent/ocr/company-register.ts');
    return createCompanyRegister(cloudApi());
  });

/** Undefined where the operator does not use the register. */
export async function companyAnswers(): Promise<CompanyAnswers | undefined> {
  if (config().COMPANY_CHECK !== 'on') return undefined;
  const register = await billed(commercialRegister(), REGISTER_TARIFF);
  return createCompanyAnswers(register, await companyChecks(), await clock());
}
