import { addDays, addMonths, beijingDay } from '../../../../contracts/kit/beijing-time.ts';
import { isUnavailable } from '../../facts.ts';
import { type CloudService, MAX_WEBSITES_PER_SERVER, resourceKey } from '../../filing/filing.ts';
import { type AnyCase, todayOf } from '../case.ts';
import { blocks, type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';
import { type Server, serverAnswers, servers, sites } from '../scopes.ts';

/**
 * 备案云服务. The type of the product allows only usable ones (CS-07). The rules for making codes (CS-12 to CS-14) are in
 * the `authorization` function.
 */

const isCode = ({ kind }: CloudService): boolean => kind === 'authorization-code';

const endOf = ({ facts }: Server) => facts.expiresAt && beijingDay(facts.expiresAt);

const aboutServers = rulesAbout(servers, [
  blocks('CS-01', {
    when: 'it runs outside the mainland',
    message: '仅中国大陆地区的云服务可用于备案，中国香港及境外地区的云服务无需且不能用于备案，请更换云服务。',
    source: ['T19-cloud', 'SEED'],
    refuses: ({ facts }) => !facts.inMainland,
  }),
  blocks('CS-02', {
    when: 'it is not prepaid',
    message: '按量计费的云服务不能用于备案，请使用包年包月的云服务器。',
    source: ['T19-cloud', 'SEED'],
    refuses: ({ facts }) => !facts.prepaid,
  }),
  blocks('CS-03', {
    when: 'its term is 3 months or shorter; where the operator takes exactly 3, shorter than that',
    message: '云服务购买时长须{term}，请续费后再备案。',
    // The guide says 超过3个月, later pages accept exactly three months.
    source: ['SEED', 'T19-cloud'],
    refuses: (server, { acceptsThreeMonths = false }) => {
      const end = endOf(server);
      const threeMonthsOn = addMonths(beijingDay(server.facts.createdAt), 3);
      const isTooShort = end !== undefined && (acceptsThreeMonths ? end < threeMonthsOn : end <= threeMonthsOn);
      return isTooShort && { term: acceptsThreeMonths ? '满3个月' : '超过3个月' };
    },
  }),
  blocks('CS-04', {
    when: 'it has expired or expires in less than 1 month',
    message: '云服务已到期或剩余时长不足1个月，请续费后再提交备案。',
    source: ['T22-cloud', 'T19-cloud'],
    refuses: (server, anyCase) => {
      const end = endOf(server);
      return !isCode(server.service) && end !== undefined && end < addMonths(todayOf(anyCase), 1);
    },
  }),
  blocks('CS-05', {
    when: 'it has no public IP address',
    message: '所选云服务没有公网IP，请分配公网IP（带宽不能为0）后再备案。',
    source: ['T19-cloud', 'SEED'],
    refuses: ({ facts }) => facts.publicIps.length === 0,
  }),
  blocks('CS-11', {
    when: 'the server behind the authorization code has expired or expires in less than 30 days',
    message: '该备案授权码对应的云服务器已到期或将在30天内到期，授权码已失效，请联系授权方续费。',
    source: ['T22-cloud', 'T19-faq'],
    refuses: (server, anyCase) => {
      const end = endOf(server);
      return isCode(server.service) && end !== undefined && end < addDays(todayOf(anyCase), 30);
    },
  }),
  blocks('CS-10', {
    when: 'another open filing uses the same authorization code',
    message: '该备案授权码正在被其他备案订单使用，一个授权码只能备案一个网站，请更换授权码或先放弃原订单。',
    source: ['T19-faq', 'T22-cloud'],
    refuses: ({ facts }) => facts.codeHeldBy === 'open-filing',
  }),
  blocks('CS-16', {
    when: 'another filing with the same authorization code was approved',
    message: '该备案授权码已用于其他网站，仅可用于原网站的变更备案，请更换授权码。',
    source: ['T22-cloud'],
    refuses: ({ facts }) => facts.codeHeldBy === 'approved-filing',
  }),
  warns('CS-92', {
    when: 'it is not running',
    message: '所选云服务当前没有运行，请确认没有被停用或隔离，以免审核时查询不到。',
    source: ['OWN'],
    refuses: ({ facts }) => !facts.running,
  }),
]);

const aboutAnswers = rulesAbout(serverAnswers, [
  blocks('CS-09', {
    when: 'the authorization code is unknown, or not for this account',
    message: '备案授权码无效，或不属于当前账号，请向授权方核对。',
    source: ['T19-cloud', 'T22-cloud'],
    refuses: ({ service, answer }) => isCode(service) && answer.known && answer.value === undefined,
  }),
  blocks('CS-90', {
    when: 'the account has no such resource',
    message: '当前账号下没有找到所选的云服务，请重新选择，或填写备案授权码。',
    source: ['T19-faq'],
    status: 'derived',
    refuses: ({ service, answer }) => !isCode(service) && answer.known && answer.value === undefined,
  }),
  warns('CS-91', {
    when: 'its details are currently unavailable',
    message: '暂时查询不到该云服务的信息，尚不能确认是否符合备案要求，请稍后再查；提交后由审核人员核对。',
    source: ['OWN'],
    refuses: ({ answer }) => isUnavailable(answer),
  }),
]);

const keyOf = (service: CloudService): string => (service.kind === 'resource' ? resourceKey(service) : service.code);

/**
 * The server or code of a website, and how many other websites use it: earlier ones in the filing, and those of other
 * filings.
 */
interface Use {
  readonly service: CloudService;
  readonly before: number;
  readonly elsewhere: number;
}

const uses = scopeOf<AnyCase, Use>('website-server', (anyCase) => {
  const counts = new Map<string, number>();
  return sites(anyCase).map(({ path, part: { cloudService: service, facts } }) => {
    const before = counts.get(keyOf(service)) ?? 0;
    counts.set(keyOf(service), before + 1);
    const elsewhere = (facts.cloudService.known && facts.cloudService.value?.websitesElsewhere) || 0;
    return { path, part: { service, before, elsewhere } };
  });
});

const aboutUses = rulesAbout(uses, [
  blocks('CS-06', 'cloudService', {
    when: '5 websites use the same resource already, earlier in the filing or in other filings here',
    message: '一台云服务器最多可用于{max}个网站的备案，该云服务器的网站数量已达上限，请更换其他云服务器。',
    source: ['T19-cloud', 'HW-err'],
    refuses: ({ service, before, elsewhere }) =>
      !isCode(service) && before + elsewhere >= MAX_WEBSITES_PER_SERVER && { max: MAX_WEBSITES_PER_SERVER },
  }),
  blocks('CS-10', 'cloudService', {
    when: 'an earlier website of the filing uses the same authorization code',
    message: '该备案授权码已用于本订单的其他网站，一个授权码只能备案一个网站，请更换授权码。',
    source: ['T19-faq', 'T22-cloud'],
    refuses: ({ service, before }) => isCode(service) && before > 0,
  }),
]);

/** Rules about cloud services. */
export const CLOUD_SERVICE_RULES: readonly Rule<AnyCase>[] = [...aboutServers, ...aboutAnswers, ...aboutUses];
