import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { type CloudActions, CloudApiError } from './cloud-action.ts';
import { LAPTOP_ACCOUNT } from './credentials.ts';
import { beijingDay } from './vendor-time.ts';
import type { World, WorldDomain } from './world.ts';

const DOMAIN_NAME = /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** Days before expiration from which the vendor calls a domain AboutToExpire. */
const ABOUT_TO_EXPIRE_DAYS = 30;

/**
 * The domains of the account. Shapes and codes: Tencent Cloud API domain 2018-08-08 (DescribeDomainSimpleInfo). The
 * product is global: X-TC-Region is ignored.
 */
export function domainActions(world: World): CloudActions {
  const find = (name: unknown, uin: string | undefined): WorldDomain => {
    if (name === undefined || name === '')
      throw new CloudApiError('MissingParameter.DomainIsEmpty', 'Domain is empty.');
    if (typeof name !== 'string' || !DOMAIN_NAME.test(name)) {
      throw new CloudApiError('InvalidParameter.DomainNameIsInvalid', 'Domain name is invalid.');
    }
    const found = world.domains(uin).find((domain) => domainToASCII(domain.name) === domainToASCII(name));
    if (!found) throw new CloudApiError('ResourceNotFound.DomainNotFound', 'Domain not found.');
    return found;
  };

  return {
    'domain/2018-08-08/DescribeDomainSimpleInfo': async ({ DomainName }, { uin = LAPTOP_ACCOUNT.uin }) => {
      const domain = find(DomainName, uin);
      return {
        DomainInfo: {
          DomainId: `domain-${createHash('sha256').update(domain.name).digest('hex').slice(0, 8)}`,
          DomainName: domain.name,
          RealNameAuditStatus: domain.realName,
          RealNameAuditUnpassReason: domain.realName === 'Reject' ? '证件信息与域名所有者不一致' : '',
          DomainNameAuditStatus: 'Approved',
          DomainNameAuditUnpassReason: '',
          CreationDate: beijingDay(domain.createdAt),
          ExpirationDate: beijingDay(domain.expiresAt),
          DomainStatus: domain.statuses,
          BuyStatus: buyStatus(domain),
          RegistrarType: domain.registrar,
          NameServer: ['f1g1ns1.dnspod.net', 'f1g1ns2.dnspod.net'],
          LockTransfer: false,
          LockEndTime: '',
          RegistrantType: domain.ownerKind === 'enterprise' ? 'E' : 'I',
          OrganizationNameCN: domain.owner,
          OrganizationName: '',
          RegistrantNameCN: domain.owner,
          RegistrantName: '',
        },
        Uin: uin,
      };
    },
  };
}

function buyStatus({ expiresInDays }: WorldDomain): string {
  if (expiresInDays < 0) return 'RenewPending';
  return expiresInDays < ABOUT_TO_EXPIRE_DAYS ? 'AboutToExpire' : 'ok';
}
