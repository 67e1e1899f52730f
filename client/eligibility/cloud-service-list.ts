import type { Website } from '../../shared/domain/filing/filing.ts';
import type { Reply } from '../calls/messages.ts';
import { dayOf } from '../kit/time.ts';
import { CLOUD_PRODUCTS, type CloudProduct, regionName } from './cloud-choices.ts';

/** A server, load balancer or 建站主机 of a person's list. */
export type ListedService = Reply<'listCloudServices'>['services'][number];

/** The kinds between which people choose; a load balancer is offered only to whoever has bought one. */
export type ServiceKind = 'server' | 'site-host' | 'clb';

const KIND_OF: Readonly<Record<CloudProduct, ServiceKind>> = {
  cvm: 'server',
  lighthouse: 'server',
  'site-host': 'site-host',
  clb: 'clb',
};

export const KIND_LABELS: Readonly<Record<ServiceKind, string>> = {
  server: '云服务器',
  'site-host': '建站主机',
  clb: '负载均衡',
};

/** The kinds to choose between. */
export function kindsIn(services: readonly ListedService[]): readonly ServiceKind[] {
  const hasBalancer = services.some(({ product }) => product === 'clb');
  return hasBalancer ? ['server', 'site-host', 'clb'] : ['server', 'site-host'];
}

export const isOfKind = ({ product }: ListedService, kind: ServiceKind): boolean => KIND_OF[product] === kind;

/** Short names of products in a list, where servers of two products stand side by side. */
const SHORT: Readonly<Record<CloudProduct, string>> = {
  cvm: '云服务器',
  lighthouse: '轻量',
  clb: '负载均衡',
  'site-host': '建站主机',
};

/** What is said of a service beside its address and name: `云服务器·广州·2028年5月3日 到期`. */
export const detailsOf = ({ product, region, expiresAt }: ListedService): string =>
  [SHORT[product], regionName(region), ...(expiresAt === undefined ? [] : [`${dayOf(expiresAt)} 到期`])].join('·');

export const addressOf = ({ publicIps }: ListedService): string => publicIps[0] ?? '无公网 IP';

/** Whether a service is meant by what somebody has typed: the beginning of an address, a part of its name, or its id. */
export function isMeant({ publicIps, name, resourceId }: ListedService, typed: string): boolean {
  const text = typed.trim().toLowerCase();
  return (
    text === '' ||
    publicIps.some((ip) => ip.startsWith(text)) ||
    name.toLowerCase().includes(text) ||
    resourceId === text
  );
}

/** The usable service with exactly this address. */
export const serviceAt = (services: readonly ListedService[], typed: string): ListedService | undefined =>
  services.find(({ publicIps, isUsable }) => isUsable && publicIps.includes(typed.trim()));

/** What is proposed to whoever has chosen none: rather one of which nothing is said, such as that it is off. */
export const firstFit = (services: readonly ListedService[]): ListedService | undefined =>
  services.find(({ isUsable, findings }) => isUsable && findings.length === 0) ??
  services.find(({ isUsable }) => isUsable);

/** Services with the places that are left beside the websites of a draft. */
export const besideDraft = (
  services: readonly ListedService[],
  websites: readonly Pick<Website, 'cloudService'>[],
): readonly ListedService[] =>
  services.map((service) => {
    const isHere = ({ cloudService }: Pick<Website, 'cloudService'>) =>
      cloudService.kind === 'resource' && cloudService.resourceId === service.resourceId;
    return { ...service, placesLeft: Math.max(0, service.placesLeft - websites.filter(isHere).length) };
  });

/** Why a service can't be used, in a few words, and where that can be changed; nobody can mend a place overseas. */
export interface Refusal {
  readonly text: string;
  readonly way?: { readonly label: string; readonly href: string };
}

const CONSOLES: Readonly<Record<CloudProduct, string | undefined>> = {
  cvm: 'https://console.cloud.tencent.com/cvm/instance',
  lighthouse: 'https://console.cloud.tencent.com/lighthouse/instance',
  clb: 'https://console.cloud.tencent.com/clb/instance',
  'site-host': undefined,
};

const WAYS: Readonly<Record<string, string>> = {
  'CS-02': '去转换',
  'CS-03': '去续费',
  'CS-04': '去续费',
  'CS-05': '去绑定',
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** The reasons why a service can't be used, the first of which is shown. */
export function refusalOf(service: ListedService, now: Date): Refusal | undefined {
  const finding = service.findings.find(({ severity }) => severity === 'block');
  if (!finding) return undefined;
  const label = WAYS[finding.ruleId];
  const href = CONSOLES[service.product];
  return {
    text: reasonOf(finding, service, now) ?? finding.message,
    ...(label && href && { way: { label, href } }),
  };
}

function reasonOf(
  { ruleId, params }: ListedService['findings'][number],
  { region, expiresAt }: ListedService,
  now: Date,
): string | undefined {
  const days = expiresAt === undefined ? 0 : Math.floor((Date.parse(expiresAt) - now.getTime()) / DAY_MS);
  const reasons: Readonly<Record<string, string>> = {
    'CS-01': `在${regionName(region)}，须在中国内地`,
    'CS-02': '须为包年包月',
    'CS-03': `购买时长须${params.term}`,
    'CS-04': days < 0 ? '已经到期' : `只剩 ${days} 天，须满 1 个月`,
    'CS-05': '须有公网 IP',
    'CS-06': '5 个备案名额都已用完',
  };
  return reasons[ruleId];
}

/**
 * The services of one kind that fit what was typed: those that can be used, and why the others can't. A whole address
 * finds its service, of whatever kind.
 */
export function servicesFor(
  services: readonly ListedService[],
  { kind, typed }: { readonly kind: ServiceKind; readonly typed: string },
  now: Date,
) {
  const meant = services.filter((service) => isOfKind(service, kind) && isMeant(service, typed));
  const exact = services.filter(({ publicIps }) => publicIps.includes(typed.trim()));
  const found = exact.length > 0 ? exact : meant;
  const usable = found.filter(({ isUsable }) => isUsable);
  const others = found.flatMap((service) => {
    const refusal = refusalOf(service, now);
    return service.isUsable || !refusal ? [] : [{ service, refusal }];
  });
  const isSearched = typed.trim() !== '';
  const none = !isSearched
    ? `没有可用于备案的${KIND_LABELS[kind]}。`
    : others.length > 0
      ? '找到了，但不能用于备案。'
      : '没有找到，换个 IP 或名称试试。';
  return {
    usable,
    others,
    othersLabel: others.length > 0 ? `${others.length} ${kind === 'clb' ? '个' : '台'}暂不能用于备案` : '',
    /** Whether the reasons are shown at once: only such services were found. */
    isRefused: isSearched && usable.length === 0 && others.length > 0,
    none: usable.length > 0 ? '' : none,
  };
}

/** A server of an authorization code as people know it: by its address and name where the list has it. */
export function resourceName(
  { product, resourceId, region }: Reply<'listCodes'>['codes'][number]['resource'],
  services: readonly ListedService[] = [],
): string {
  const server = services.find((service) => service.resourceId === resourceId);
  const label = CLOUD_PRODUCTS.find(({ code }) => code === product)?.name ?? product;
  return server ? `${addressOf(server)} ${server.name}` : `${label} ${resourceId}（${regionName(region)}）`;
}
