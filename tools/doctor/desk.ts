import { randomUUID } from 'node:crypto';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { remarksOfProvider } from '../desk/check-provider.ts';
import { check, type Grounds } from './check.ts';
import { later, type Outcome, ok, type Problem, problemsAmong, trouble, unless } from './outcome.ts';

/** What the identity provider says of itself. */
export const identityProvider = check('identity-provider', '登录服务', async ({ env }) => {
  if (!env.DESK_OIDC_ISSUER_URL) return trouble('没有 DESK_OIDC_ISSUER_URL', '先改正“变量”。');
  const remarks = await remarksOfProvider(env);
  const faults = remarks.filter(({ isFault }) => isFault).map(({ text }) => text);
  if (faults.length > 0) return trouble(`登录服务的说明有 ${faults.length} 处要改`, ...faults);
  return ok(['登录服务的说明没有问题', ...remarks.map(({ text }) => text)].join('；'));
});

const TIMEOUT_MS = 10_000;
/** Later than any change: the answer has nothing in it. */
const AFTER_EVERYTHING = '/v1/records/changes?after=999999999999999';

/** Whether the filing service can be reached and believes what the desk signs, and the other way round where both are here. */
export const filingService = check('filing-service', '备案服务', async (grounds) => {
  const { service, now } = grounds;
  const { FILING_WEBHOOK_URL: address = '', DESK_VERDICT_SECRET: secret = '' } = service.variables;
  if (!URL.canParse(address) || secret === '')
    return trouble('没有 FILING_WEBHOOK_URL 或 DESK_VERDICT_SECRET', '先改正“变量”。');
  if (new URL(address).pathname !== '/v1/webhooks/review')
    return trouble(
      `FILING_WEBHOOK_URL 的路径是 ${new URL(address).pathname}`,
      '改为 https://<API_DOMAIN>/v1/webhooks/review。',
    );
  const question = { id: randomUUID(), method: 'GET', target: AFTER_EVERYTHING, body: '', at: now() };
  const headers = signRequest([signingKey(secret)], question);
  const status = await fetch(new URL(AFTER_EVERYTHING, address), {
    headers: { ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).then(
    (answer) => answer.status,
    () => undefined,
  );
  return status === 200 ? unless(requestProblems(grounds), () => believed(grounds)) : refusal(status, address);
});

function refusal(status: number | undefined, address: string): Outcome {
  const { host } = new URL(address);
  if (status === undefined)
    return trouble(`连不到 ${host}`, '先部署备案服务，核对 FILING_WEBHOOK_URL 的域名、它的证书和解析。');
  if (status === 401)
    return trouble(
      '备案服务不认 DESK_VERDICT_SECRET 的签名',
      '让它是备案服务 REVIEW_WEBHOOK_SECRETS 中的一个；刚改过的，先部署备案服务。还是不认的，看两边的时间。',
    );
  return trouble(`${host} 返回 ${status}`, '核对 FILING_WEBHOOK_URL 的域名；5xx 的，对备案服务运行 npm run doctor。');
}

const believed = ({ env }: Grounds): Outcome =>
  env.REVIEW_DESK_SECRET
    ? ok('备案服务认审核工作台的签名，审核工作台也认它的')
    : later(
        '备案服务认审核工作台的签名',
        '它的 REVIEW_DESK_SECRET 不在这里，没有与 DESK_REQUEST_SECRETS 比较：用两个凭据再查（docs/desk.md“部署”第 4 步），或提交一份试用的备案。',
      );

/** How the filing service would speak to the desk, where its settings are known here. */
function requestProblems({ env, service }: Grounds): readonly Problem[] {
  const { REVIEW_DESK_SECRET: theirs = '', REVIEW_DESK_URL: address = '', DESK_URL = '' } = env;
  const accepted = (service.variables.DESK_REQUEST_SECRETS ?? '').split(',');
  return problemsAmong([
    [
      theirs !== '' && !accepted.includes(theirs),
      'DESK_REQUEST_SECRETS 里没有备案服务的 REVIEW_DESK_SECRET',
      '让两边相同；更换期间 DESK_REQUEST_SECRETS 写两个。',
    ],
    [
      ![hostOf(address), hostOf(DESK_URL)].includes('') && hostOf(address) !== hostOf(DESK_URL),
      `备案服务的 REVIEW_DESK_URL 是 ${hostOf(address)}，不是审核工作台`,
      '改为 https://<DESK_DOMAIN>，末尾不带斜杠，再部署备案服务。',
    ],
  ]);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');
