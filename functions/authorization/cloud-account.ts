import { Refused } from '../../contracts/kit/refusal.ts';
import type { Ports } from './ports.ts';

interface Caller {
  readonly applicantId: string;
}

/** What a person needs to grant us a role in their own cloud account, and the role that they have linked. */
export async function showCloudAccount({ applicantId }: Caller, { cloudAccounts, cloudRoles }: Ports) {
  const [account, operatorUin] = await Promise.all([
    cloudAccounts.cloudAccountOf(applicantId),
    cloudRoles.operatorUin(),
  ]);
  return { operatorUin, ...account };
}

/**
 * Links a person's own cloud account. The role must admit us with this person's ExternalId and with no other: a role
 * that requires no ExternalId could be linked by anybody who knows its name.
 */
export async function linkCloudAccount(
  { applicantId, body: { roleArn } }: Caller & { readonly body: { readonly roleArn: string } },
  ports: Ports,
) {
  const { cloudAccounts, cloudRoles, ids } = ports;
  const { operatorUin, externalId } = await showCloudAccount({ applicantId }, ports);
  if (roleArn.startsWith(`qcs::cam::uin/${operatorUin}:`)) throw new Refused('cloud-account.operator');
  if (!(await cloudRoles.canAssume(roleArn, externalId))) throw new Refused('cloud-account.role-refused');
  if (await cloudRoles.canAssume(roleArn, ids.secret())) throw new Refused('cloud-account.role-open');
  await cloudAccounts.link(applicantId, { roleArn, externalId });
  return { operatorUin, externalId, roleArn };
}

/** From now on the operator's account is queried again. */
export async function unlinkCloudAccount({ applicantId }: Caller, ports: Ports) {
  await ports.cloudAccounts.unlink(applicantId);
  return showCloudAccount({ applicantId }, ports);
}
