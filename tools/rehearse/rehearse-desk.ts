import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import type { Deployer } from './deployer.ts';
import type { Operator } from './operator.ts';
import { keysOf, type Rehearsal } from './rehearsal.ts';
import { callsInPlan, jsonIn, type Steps } from './steps.ts';

export interface DeskRehearsal {
  readonly rehearsal: Rehearsal;
  readonly operator: Operator;
  readonly deployer: Deployer;
  /** Names of the two secrets in the secret manager. */
  readonly names: { readonly filing: string; readonly desk: string };
  /** Removes the desk at the end. */
  readonly remove: boolean;
}

const CONFIG = '--config desk/serverless.yml';

/**
 * Walks the path of docs/desk.md with its commands, beside a deployed filing service: policy, secret, `.env`, identity
 * provider, plan, doctor, deployment, addresses, doctor; then migrates and deploys again, asks the desk as the filing
 * service and as a browser do, fires its timer, checks its audit log, and removes it.
 *
 * @returns false after a failure without which nothing further can be shown.
 */
export async function rehearseDesk(parts: DeskRehearsal, steps: Steps): Promise<boolean> {
  if (!(await deployDesk(parts, steps))) return false;
  await useDesk(parts, steps);
  // Only the desk's commands saw the new address: the deployed service goes on with the review desk that answers here.
  writeEnv(parts, {});
  if (!parts.remove) return true;
  const { ok } = await steps.command('(cd desk && npx serverless remove)');
  const left = [...parts.rehearsal.platform.account.functions.keys()].filter((name) => name.startsWith('icp-desk-'));
  return steps.check('移除后没有审核工作台的函数', `${left.length} 个`, ok && left.length === 0);
}

function writeEnv({ rehearsal, operator, deployer }: DeskRehearsal, more: Readonly<Record<string, string>>): void {
  const { settings, desk } = rehearsal;
  operator.writeEnv({ ...settings, ...keysOf(deployer.credentials), ...desk.settings, ...more });
}

async function deployDesk(parts: DeskRehearsal, { check, command }: Steps): Promise<boolean> {
  const { rehearsal, deployer, names } = parts;
  const { desk, settings } = rehearsal;
  const { STAGE = '', COS_REGION = '' } = settings;
  // Step 2: the deployer's second policy.
  const policy = await command(
    `STAGE=${STAGE} DESK_COS_BUCKET=${desk.settings.DESK_COS_BUCKET} COS_REGION=${COS_REGION} npm run plan -- --policy ${CONFIG}`,
  );
  if (!policy.ok) return false;
  await deployer.give(JSON.parse(jsonIn(policy.text)));
  // Step 3: secret and variables.
  const created = await command(
    `npm run secrets -- ${names.filing} -- npm run secrets -- --create ${names.desk} --desk`,
    desk.secrets,
  );
  const shown = Object.values(desk.secrets).filter((value) => created.text.includes(value));
  if (!created.ok || !check('审核工作台的凭据里的值没有显示', `${shown.length} 个`, shown.length === 0)) return false;
  writeEnv(parts, { REVIEW_DESK_URL: `https://${desk.domain}` });
  // Step 4: look, check, deploy.
  const provider = await command('npm run desk -- provider');
  if (!provider.ok) return false;
  const plan = await command(withSecret(names, `npm run plan -- ${CONFIG}`));
  if (!plan.ok) return false;
  const before = await command(withBoth(names, `npm run doctor -- ${CONFIG}`));
  if (!before.ok) return false;
  const first = await command(withSecret(names, `npm run deploy -- ${CONFIG}`));
  if (!first.ok) return false;
  const planned = callsInPlan(plan.text);
  check(
    '审核工作台的计划与实际调用一致',
    `${planned.length} 个 SCF、CAM 调用`,
    planned.join() === first.changes.join(),
  );
  // The page: a CDN answers the domain.
  const [, domain = '', target = ''] = /CDN 承接 ([^，\s]+)，\S+ 转到 ([^，\s]+)/.exec(first.text) ?? [];
  check('部署打印了 CDN 要转到的域名', `${domain} → ${target}`, domain === desk.domain && target !== '');
  rehearsal.dns.alias(desk.domain, `${desk.domain}.cdn.dnsv1.com`);
  const after = await command(withBoth(names, `npm run doctor -- ${CONFIG}`));
  const left = /以后再查 (\d+) 项/.exec(after.text)?.[1];
  return check('审核工作台部署以后没有要再查的', `${left} 项`, after.ok && left === '0');
}

const withSecret = ({ desk }: DeskRehearsal['names'], command: string) => `npm run secrets -- ${desk} -- ${command}`;
const withBoth = ({ filing, desk }: DeskRehearsal['names'], command: string) =>
  `npm run secrets -- ${filing} -- npm run secrets -- ${desk} -- ${command}`;

async function useDesk(parts: DeskRehearsal, { check, command }: Steps): Promise<void> {
  const { rehearsal, names } = parts;
  const { desk } = rehearsal;
  const migrated = await command(withSecret(names, `npm run migrate -- ${CONFIG}`));
  const isNewest = migrated.text.includes('数据库已经是最新版本');
  check('部署已经升级了审核工作台的数据库', isNewest ? '没有要升级的' : '还有要升级的', migrated.ok && isNewest);
  const second = await command(withSecret(names, `npm run deploy -- ${CONFIG}`));
  const changed = second.changes.filter((change) => !change.startsWith('scf Invoke '));
  check('再次部署审核工作台，不改动任何东西', `${changed.length} 个改动`, second.ok && changed.length === 0);

  const query = JSON.stringify({ filings: [] });
  const signed = await askDesk(rehearsal, 'POST /v1/verdict-queries', signatureOf(rehearsal, query), query);
  const unsigned = await askDesk(rehearsal, 'POST /v1/verdict-queries', {}, query);
  const found = `签名的 ${signed.status}，没有签名的 ${unsigned.status}`;
  check('审核工作台只认备案服务的签名', found, signed.status === 200 && unsigned.status === 401);
  const nobody = await askDesk(rehearsal, 'GET /v1/staff-session', {});
  check('curl https://<DESK_DOMAIN>/v1/staff-session，没有登录', String(nobody.status), nobody.status === 401);
  const page = { origin: `https://${desk.domain}`, 'sec-fetch-site': 'same-origin' };
  const signIn = await askDesk(rehearsal, 'POST /v1/staff-session/tries', page);
  const isThere = signIn.text.includes(`${desk.settings.DESK_OIDC_ISSUER_URL}/`);
  check('审核人员登录时到公司的登录服务', String(signIn.status), signIn.status < 300 && isThere);
  const fired = await rehearsal.platform.fireTimer('desk-timer');
  check('定时器 desk-timer', fired.ok ? `${Math.round(fired.durationMs)} 毫秒` : fired.message, fired.ok);
  await command(withSecret(names, 'npm run desk -- verify'));
}

const signatureOf = ({ secrets }: Rehearsal, body: string): Readonly<Record<string, string>> => {
  const key = signingKey(secrets.REVIEW_DESK_SECRET ?? '');
  const target = '/v1/verdict-queries';
  return { ...signRequest([key], { id: randomUUID(), method: 'POST', target, body, at: new Date() }) };
};

/** A request to the desk's own domain, as its CDN passes it on. */
function askDesk(
  { addresses, desk }: Rehearsal,
  route: `${'GET' | 'POST'} /${string}`,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const [method, path = ''] = route.split(' ');
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...type, ...headers, host: desk.domain } };
    const sent = request(addresses.gateway + path, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
