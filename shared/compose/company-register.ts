import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { createCompanyChecks } from '../adapters/postgres/accounts/company-checks.ts';
import { createCompanyAnswers } from '../application/company-register.ts';
import { REGISTER_TARIFF } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { CompanyAnswers, CompanyRegister } from '../ports/facts/company-register.ts';
import { billed } from './paid-calls.ts';
import { sealedParts } from './sealed.ts';

const commercialRegister = (): Promise<CompanyRegister> =>
  vendor(commercialRegister, 'company-register', async () => {
    const { createCompanyRegister } = await import('../adapters/tencent/ocr/company-register.ts');
    return createCompanyRegister(cloudApi());
  });

/** Undefined where the operator does not use the register. */
export async function companyAnswers(): Promise<CompanyAnswers | undefined> {
  if (config().COMPANY_CHECK !== 'on') return undefined;
  const register = await billed(commercialRegister(), REGISTER_TARIFF);
  const parts = await sealedParts();
  return createCompanyAnswers(register, createCompanyChecks(parts), parts.clock);
}
