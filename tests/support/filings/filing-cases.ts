import { createCloudServices } from '../../../shared/adapters/tencent/cloud-services/cloud-services.ts';
import { createDomainRegistry } from '../../../shared/adapters/tencent/domain-registry.ts';
import { createFilingCases } from '../../../shared/application/filing-cases.ts';
import type { Settings } from '../../../shared/ports/settings.ts';
import type { Instance } from '../database/instance.ts';

export const SETTINGS: Settings = {
  openProvinces: ['440000', '350000', '120000'],
  consentTextVersion: '2026-11',
  termsTextVersion: '2026-11',
  replacementProvinces: [],
  oneLivenessProvinces: [],
  acceptsThreeMonths: false,
  letterFont: 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
};

/** No server listens here: external facts stay unknown. */
const NOWHERE = {
  credentials: () => ({ secretId: 'id', secretKey: 'key', token: 'token' }),
  region: 'ap-guangzhou',
  endpoint: 'http://127.0.0.1:1',
  timeoutSeconds: 1,
};

/** The facts of the rules, for an instance that reaches only its database. */
export const filingCasesOf = (instance: Instance) =>
  createFilingCases({
    ...instance,
    domainRegistry: createDomainRegistry(NOWHERE),
    cloudServices: createCloudServices(NOWHERE),
    settings: SETTINGS,
  });
