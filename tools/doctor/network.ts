import { Resolver } from 'node:dns/promises';
import { check, type Grounds } from './check.ts';
import { later, ok, type Problem, problemsAmong, trouble, unless, unused } from './outcome.ts';
import { CannotCheck } from './trouble-of.ts';

interface Subnet {
  readonly VpcId?: string;
  readonly AvailableIpAddressCount?: number;
}

/** The subnet of the functions, their way to the internet, and once they are deployed their fixed address. */
export const egress = check('egress', '函数的网络和出口', async (grounds) => {
  await grounds.account();
  const { publicNetStatus, eipConfig } = grounds.service.publicNet;
  const isFixed = publicNetStatus === 'ENABLE' && eipConfig.eipStatus === 'ENABLE';
  const is = await grounds.deployed();
  const problems = [
    ...(await subnetProblems(grounds)),
    ...problemsAmong([
      [
        is !== undefined && publicNetStatus === 'ENABLE' && is.publicNet !== 'ENABLE',
        '函数没有打开公网访问',
        '再运行一次 npm run deploy；仍然这样的，在云函数控制台打开。',
      ],
      [
        is !== undefined && isFixed && is.addresses.length === 0,
        '没有固定的出口地址',
        '每个地域最多 5 个：在云函数控制台看配额，腾出一个后再部署；或设 PUBLIC_NET、FIXED_EGRESS 为 DISABLE，改用 NAT 网关。',
      ],
    ]),
  ];
  return unless(problems, () => {
    if (publicNetStatus === 'DISABLE')
      return ok(
        grounds.names.caller === 'session' ? '经 NAT 网关上网；通不通由“微信（从函数）”检查' : '经 NAT 网关上网',
      );
    if (is === undefined) return later(isFixed ? '会有固定的出口地址' : '出口地址会变', '部署以后再查。');
    return ok(is.addresses.length > 0 ? `出口地址 ${is.addresses.join('、')}` : changingAddress(grounds));
  });
});

/** Only WeChat has a list of addresses. */
const changingAddress = ({ names }: Grounds): string =>
  names.caller === 'session' ? '出口地址会变，微信的 IP 白名单须关闭' : '出口地址会变';

async function subnetProblems({ cloud, service }: Grounds): Promise<readonly Problem[]> {
  if (!service.vpc?.subnetId || !service.vpc.vpcId) return [];
  const { vpcId, subnetId } = service.vpc;
  const elsewhere = { todo: `在私有网络控制台核对 VPC_ID、SUBNET_ID 和地域 ${service.region}。` };
  const answer = await cloud
    .read<{ SubnetSet?: readonly Subnet[] | null }>('vpc', 'DescribeSubnets', { SubnetIds: [subnetId] })
    .catch((error: { readonly code?: string }) => {
      if (/^(ResourceNotFound|InvalidParameterValue)/.test(error.code ?? '')) return undefined;
      throw error;
    });
  const subnet = answer?.SubnetSet?.[0];
  if (!subnet) return [{ ...elsewhere, found: `没有子网 ${subnetId}` }];
  if (subnet.VpcId !== vpcId) return [{ ...elsewhere, found: `子网 ${subnetId} 不在 ${vpcId} 里` }];
  const needed = Object.keys(service.functions).length;
  const free = subnet.AvailableIpAddressCount ?? 0;
  return problemsAmong([
    [
      free < needed,
      `子网 ${subnetId} 只剩 ${free} 个地址，函数至少要 ${needed} 个`,
      '换一个更大的子网（地址不少于函数的并发数），设为 SUBNET_ID。',
    ],
  ]);
}

/** Whether the domain is an alias of the platform's address. DEPLOY_DNS_SERVER points at a stand-in. */
export const dns = check('dns', '域名解析', async ({ env, account, service, cloud, names }) => {
  const domain = service.domain?.name ?? '';
  if (domain === '') return unused(`没有 ${names.domain}：只用函数自己的 URL`);
  // Source: SCF, custom domain (583/64369).
  const target = `${(await account()).appId}.${service.region}.tencentscf.com`;
  const todo = `在域名的解析里，把 ${domain} 的 CNAME 记录指向 ${target}；刚改的，几分钟后再查。`;
  const found = await aliasesOf(domain, env.DEPLOY_DNS_SERVER);
  if (found.some((text) => text.toLowerCase() === target)) return ok(`${domain} 指向 ${target}`);
  if (found.length > 0) return trouble(`${domain} 指向 ${found.join('、')}`, todo);
  const isMade = await cloud.readIfThere('scf', 'GetCustomDomain', { Domain: domain });
  return isMade
    ? trouble(`${domain} 没有 CNAME 记录`, todo)
    : later(`${domain} 还没有 CNAME 记录`, `部署以后，${todo}`);
});

/** The desk's page and its API are on one host, which a CDN answers. */
export const deskDns = check('dns', '域名解析', async ({ env, account, service, names }) => {
  const domain = service.domain?.name ?? '';
  if (domain === '') return unused(`没有 ${names.domain}：只用函数自己的 URL，没有页面`);
  const target = `${(await account()).appId}.${service.region}.tencentscf.com`;
  const found = await aliasesOf(domain, env.DEPLOY_DNS_SERVER);
  const todo = `用 CDN 承接 ${domain}，把它的 CNAME 记录指向 CDN 给的域名（docs/desk.md 的“页面”第 3 步）；刚改的，几分钟后再查。`;
  if (found.length === 0) return later(`${domain} 还没有 CNAME 记录`, todo);
  if (found.some((text) => text.toLowerCase() === target)) return trouble(`${domain} 直接指向函数，页面打不开`, todo);
  return ok(`${domain} 指向 ${found.join('、')}，由它转到 ${target} 和页面`);
});

/** @throws CannotCheck when no name server answers. */
async function aliasesOf(domain: string, server: string | undefined): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: 5_000, tries: 2 });
  if (server) resolver.setServers([server]);
  return resolver.resolveCname(domain).catch((error: { readonly code?: string }) => {
    if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return [];
    throw new CannotCheck(`域名服务器没有答复（${error.code}）`, '检查这台电脑的网络后再运行一次。');
  });
}

const ISSUED = 1;
const SOON_MS = 30 * 24 * 3_600_000;

interface Certificate {
  readonly Status?: number | null;
  readonly Domain?: string | null;
  readonly SubjectAltName?: readonly string[] | null;
  readonly CertEndTime?: string | null;
}

/** Whether the domain's certificate was issued, is for the domain, and lasts. */
export const certificate = check('certificate', '域名的证书', async ({ account, cloud, service, names, now }) => {
  const { name = '', certificateId = '' } = service.domain ?? {};
  if (name === '') return unused(`没有 ${names.domain}，不需要证书`);
  await account();
  const found = await cloud
    .read<Certificate>('ssl', 'DescribeCertificate', { CertificateId: certificateId })
    .catch((error: { readonly code?: string }) => {
      if (/NotFound|NotExist|^InvalidParameter/.test(error.code ?? '')) return undefined;
      throw error;
    });
  const renew = `在 SSL 证书控制台为 ${name} 申请一张证书，把它的编号设为 ${names.certificate}，再部署。`;
  if (!found) return trouble(`没有证书 ${certificateId}`, renew);
  if (found.Status !== ISSUED)
    return trouble(`证书没有签发或已失效（状态 ${found.Status ?? '未知'}）`, `在 SSL 证书控制台看它的状态。${renew}`);
  const certified = [found.Domain ?? '', ...(found.SubjectAltName ?? [])].filter(Boolean);
  if (!certified.some((text) => isFor(text, name)))
    return trouble(`证书是 ${certified.join('、')} 的，不是 ${name} 的`, renew);
  // The vendor writes Beijing's time.
  const endsAt = new Date(`${(found.CertEndTime ?? '').replace(' ', 'T')}+08:00`);
  const leftMs = endsAt.getTime() - now().getTime();
  const day = (found.CertEndTime ?? '').slice(0, 10);
  if (leftMs < SOON_MS) return trouble(leftMs < 0 ? `证书已于 ${day} 到期` : `证书 ${day} 到期，不到 30 天`, renew);
  return ok(`${certified[0]}，到 ${day}`);
});

/** A star stands for one label. */
const isFor = (certified: string, domain: string): boolean =>
  certified === domain || (certified.startsWith('*.') && domain.split('.').slice(1).join('.') === certified.slice(2));
