import * as z from 'zod/mini';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, QUERY_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { id } from '../../contracts/kit/words.ts';
import { CLOUD_ROLE_NAME } from '../../shared/domain/identity/cloud-role-name.ts';
import { cloudResource } from '../../shared/schemas/eligibility.ts';
import { finding } from '../../shared/schemas/finding.ts';

export const authorizationCode = z.strictObject({
  codeId: id,
  lastFour: z.string(),
  resource: cloudResource,
  targetAccountId: z.optional(id),
  state: z.enum(['free', 'in-use', 'used', 'invalid']),
  createdAt: instant,
});

/** 角色的资源描述 (CAM). The name is prescribed: our functions may assume no role of another one. */
const roleArn = z.string().check(
  z.regex(new RegExp(`^qcs::cam::uin/[1-9]\\d{4,14}:roleName/${CLOUD_ROLE_NAME}$`), {
    error: `请在你的云账号里创建名为 ${CLOUD_ROLE_NAME} 的角色，并填写它的资源描述，例如 qcs::cam::uin/100000000002:roleName/${CLOUD_ROLE_NAME}。`,
  }),
);
export const cloudAccount = z.strictObject({
  operatorUin: z.string(),
  externalId: z.string(),
  roleArn: z.optional(z.string()),
});

export const contract = defineContract({
  createCode: {
    ...asApplicant('POST', '/v1/authorization-codes'),
    title: 'Create an authorization code for a cloud server',
    summary:
      '为一台云服务器生成备案授权码（每台最多 5 个）；授权码只在 view 中显示一次，之后只能看到后四位；须在 10 分钟内登录过',
    freshSignIn: true,
    idempotent: true,
    limits: perAccount(60),
    body: z.strictObject({ resource: cloudResource, targetAccountId: z.optional(id) }),
    reply: z.strictObject({ ...authorizationCode.shape, view }),
    view: z.object({ code: z.string() }),
    status: 201,
  },
  listCodes: {
    ...asApplicant('GET', '/v1/authorization-codes'),
    title: 'List authorization codes',
    summary:
      '我生成的备案授权码；accountId 是我的账号编号，供他人向我授权时填写。invalid：云服务器已释放、已到期或将在30天内到期，续费后恢复',
    limits: QUERY_LIMITS,
    reply: z.strictObject({ accountId: id, codes: z.array(authorizationCode) }),
  },
  listCloudServices: {
    ...asApplicant('GET', '/v1/cloud-services'),
    title: 'List the cloud services that can be filed with',
    summary:
      '可选的备案云服务：关联的云账号里的云服务器、轻量应用服务器和负载均衡（没有关联时，仅在运营方允许时列出本平台账号里的），以及建站主机；不能用于备案的附原因。isListed 为否时填写实例 ID 或备案授权码',
    limits: QUERY_LIMITS,
    atOnce: { per: 'account', most: 1 },
    reply: z.strictObject({
      isListed: z.boolean(),
      isIncomplete: z.boolean(),
      services: z.array(
        z.strictObject({
          ...cloudResource.shape,
          name: z.string(),
          publicIps: z.array(z.string()),
          expiresAt: z.optional(instant),
          isUsable: z.boolean(),
          placesLeft: z.int(),
          findings: z.array(finding),
        }),
      ),
    }),
  },
  showCloudAccount: {
    ...asApplicant('GET', '/v1/cloud-account'),
    title: 'Show the linked cloud account',
    summary: '关联云账号：创建角色时需要信任的账号 operatorUin 和外部 ID externalId，以及已关联的角色',
    reply: cloudAccount,
  },
  linkCloudAccount: {
    ...asApplicant('PUT', '/v1/cloud-account'),
    title: 'Link a cloud account',
    summary: '关联云账号：填写授予本平台的角色（名称必须是 icp-filing），之后从该账号查询域名和云服务',
    limits: perAccount(20),
    body: z.strictObject({ roleArn }),
    reply: cloudAccount,
  },
  unlinkCloudAccount: {
    ...asApplicant('DELETE', '/v1/cloud-account'),
    title: 'Unlink the cloud account',
    summary: '取消关联云账号',
    reply: cloudAccount,
  },
  removeCode: {
    ...asApplicant('DELETE', '/v1/authorization-codes/{codeId}'),
    title: 'Delete an unused authorization code',
    summary: '删除没有被使用的备案授权码',
    params: z.strictObject({ codeId: id }),
    reply: z.strictObject({ codeId: id }),
  },
});
