import type { Cloud } from './cloud.ts';
import { at, type DesiredState } from './desired-state.ts';

/** Where a deployment is reached, and from where it calls others. */
export interface Addresses {
  /** What the custom domain's CNAME record points at. */
  readonly cname: { readonly domain: string; readonly target: string } | undefined;
  /** Function URLs, by the function's name; undefined while the platform has not given one. */
  readonly urls: Readonly<Record<string, string | undefined>>;
  /** Fixed addresses from which functions reach the internet. */
  readonly egress: readonly string[];
}

interface Answer {
  readonly Triggers?: readonly { readonly Type: string; readonly TriggerDesc: string }[] | null;
  readonly PublicNetConfig?: { readonly EipConfig?: { readonly EipAddress?: readonly string[] | null } | null } | null;
}

/** Reads the addresses of what is deployed. Only reads. */
export async function readAddresses(
  { functions, domain, region }: Pick<DesiredState, 'functions' | 'domain' | 'region'>,
  cloud: Cloud,
): Promise<Addresses> {
  const { AppId } = await cloud.read<{ AppId: number }>('cam', 'GetUserAppId', {});
  const urls: Record<string, string | undefined> = {};
  const egress = new Set<string>();
  for (const { name, triggers } of functions) {
    const is = await cloud.read<Answer>('scf', 'GetFunction', at(name));
    for (const address of is.PublicNetConfig?.EipConfig?.EipAddress ?? []) egress.add(address);
    if (triggers.some(({ Type }) => Type === 'http')) urls[name] = urlIn(is);
  }
  // Source: SCF, custom domain (583/64369).
  const cname = domain && { domain: domain.name, target: `${AppId}.${region}.tencentscf.com` };
  return { cname, urls, egress: [...egress] };
}

/** SCF doesn't document under which name the URL's trigger has its address: it is the one that begins with https. */
function urlIn({ Triggers }: Answer): string | undefined {
  const text = (Triggers ?? []).find(({ Type }) => Type === 'http')?.TriggerDesc ?? '';
  return /"(https:\/\/[^"]+)"/.exec(text)?.[1];
}

/** What an operator enters elsewhere: at the registrar or their CDN, and in WeChat's console. */
export function addressLines({ cname, urls, egress }: Addresses, isDesk = false): readonly string[] {
  const lists = isDesk ? '只接受部分来源地址的登录服务和管局接口，把它加入名单' : '加入微信公众平台的 IP 白名单';
  return [
    ...(cname ? [isDesk ? cdnLine(cname) : `域名解析：把 ${cname.domain} 的 CNAME 记录指向 ${cname.target}`] : []),
    ...Object.entries(urls).map(([name, url]) => `函数 URL：${name} ${url ?? '还没有，请稍后在云函数控制台查看'}`),
    ...(egress.length > 0 ? [`出口地址：${egress.join('、')}（${lists}）`] : []),
  ];
}

/** The desk's page is on the same host, so a CDN answers it. */
const cdnLine = ({ domain, target }: { readonly domain: string; readonly target: string }): string =>
  `域名解析：用 CDN 承接 ${domain}，/v1/ 转到 ${target}，其余转到页面的存储桶（docs/desk.md 的“页面”）`;
