import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/domain/v20180808/domain_client.js';
import * as z from 'zod/mini';
import {
  type CloudApiSettings,
  callCloudApi,
  clientConfig,
  VendorCode,
} from '../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { DomainFacts } from '../../domain/facts.ts';
import type { DomainRegistry } from '../../ports/facts/domain-registry.ts';

const PORT = 'domain-registry';

/** RealNameAuditStatus. NoAudit is a suffix that needs no real name, which counts as none for a filing (DM-08). */
const REAL_NAME: Readonly<Record<string, DomainFacts['realName']>> = {
  Approved: 'approved',
  InAudit: 'pending',
  NotUpload: 'none',
  Reject: 'none',
  NoAudit: 'none',
};

/** RegistrantType. */
const OWNER_KIND: Readonly<Record<string, DomainFacts['ownerKind']>> = { E: 'enterprise', I: 'individual' };

/** RegistrarType. */
const REGISTRAR: Readonly<Record<string, string>> = {
  epp: '烟台帝思普网络科技有限公司',
  qcloud: '腾讯云计算（北京）有限责任公司',
  yunxun: '广州云讯信息科技有限公司',
  xinnet: '北京新网数码信息技术有限公司',
};

/** Error codes that mean "this account has no such domain" rather than a failure. */
const NOT_THERE: ReadonlySet<string> = new Set([
  'ResourceNotFound.DomainNotFound',
  'InvalidParameter.DomainNameIsInvalid',
]);

const text = z.nullish(z.string());

const simpleInfo = z.object({
  DomainInfo: z.object({
    RealNameAuditStatus: text,
    ExpirationDate: text,
    DomainStatus: z.nullish(z.array(z.string())),
    RegistrarType: text,
    RegistrantType: text,
    OrganizationNameCN: text,
    OrganizationName: text,
  }),
});

/**
 * The domains of the account whose credentials are used: Tencent Cloud API domain 2018-08-08, DescribeDomainSimpleInfo,
 * the only action that returns owner and real-name state together. A domain that is registered elsewhere is unknown
 * here.
 */
export function createDomainRegistry(settings: CloudApiSettings): DomainRegistry {
  const client = new Client(clientConfig(settings));

  return {
    async facts(domain) {
      try {
        const { DomainInfo } = await callCloudApi(PORT, simpleInfo, () =>
          client.DescribeDomainSimpleInfo({ DomainName: domain }),
        );
        return toFacts(DomainInfo);
      } catch (error) {
        if (!(error instanceof VendorCode)) throw error;
        if (NOT_THERE.has(error.code)) return undefined;
        throw new Failed(PORT, 'broken', error.code);
      }
    },
  };
}

function toFacts(info: z.output<typeof simpleInfo>['DomainInfo']): DomainFacts {
  const registrar = info.RegistrarType || undefined;
  return {
    source: 'account',
    ownerName: info.OrganizationNameCN || info.OrganizationName || undefined,
    ownerKind: OWNER_KIND[info.RegistrantType ?? ''],
    realName: REAL_NAME[info.RealNameAuditStatus ?? ''] ?? 'unknown',
    // `YYYY-MM-DD` here, with a time of day in related actions: only the day counts.
    expiresOn: info.ExpirationDate?.match(/^\d{4}-\d{2}-\d{2}/)?.[0],
    registrar: registrar && (REGISTRAR[registrar] ?? registrar),
    // `ok` means that there is no status.
    statuses: (info.DomainStatus ?? []).filter((status) => status !== 'ok'),
  };
}
