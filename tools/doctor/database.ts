import { databaseFacts, workingRoleFacts } from '../../deploy/products.ts';
import { check, type Grounds, type ServiceNames } from './check.ts';
import { connectionTrouble } from './connection-trouble.ts';
import { NAMES } from './names.ts';
import { later, type Outcome, ok, type Problem, problemsAmong, trouble, unless } from './outcome.ts';

/** Smallest version whose owner of a database may create in `public`, and that is tested. */
const LEAST_VERSION = 15;

/** The database as the role that migrates: reachable, new enough, and its rights. */
export const database = check('database', '数据库', async ({ service, names }) => {
  const facts = await ownerFacts({ service, names });
  if ('state' in facts) return facts;
  const { migrationUrl, workingUrl } = addressesOf(service);
  const roles = { owner: usernameOf(migrationUrl), worker: usernameOf(workingUrl) };
  return unless(ownerProblems(facts, roles, service.stage, names), () => {
    const found = `PostgreSQL ${majorOf(facts)}${facts.isEncrypted ? '，已加密' : ''}，${roles.owner} 可以升级它`;
    if (facts.schema === 'newest') return ok(`${found}，已是最新`);
    const state = facts.schema === 'none' ? '还是空的' : '还不是最新';
    return later(`${found}，${state}`, `部署时升级，或运行 npm run migrate${commandOption(names)}。`);
  });
});

/** What the database says to the role that migrates, or why it says nothing. */
export async function ownerFacts({ service, names }: Pick<Grounds, 'service' | 'names'>): Promise<Facts | Outcome> {
  const { migrationUrl, workingUrl, ...of } = addressesOf(service);
  if (!URL.canParse(migrationUrl) || !URL.canParse(workingUrl)) return settingsFirst(names);
  return databaseFacts({ migrationUrl, ...of }, usernameOf(workingUrl)).catch(connectionTrouble);
}

type Facts = Awaited<ReturnType<typeof databaseFacts>>;

const majorOf = ({ version }: Facts): number => Math.floor(version / 10_000);

/** What must be otherwise, as the role that migrates sees it. */
export function ownerProblems(
  facts: Facts,
  { owner, worker }: { readonly owner: string; readonly worker: string },
  stage: string,
  names: ServiceNames = NAMES.filing,
): readonly Problem[] {
  return [
    ...problemsAmong([
      [majorOf(facts) < LEAST_VERSION, `PostgreSQL ${majorOf(facts)} 太旧`, `换成 ${LEAST_VERSION} 或更高版本的实例。`],
      [
        facts.encoding !== 'UTF8',
        `编码是 ${facts.encoding}`,
        "用 encoding 'UTF8' template template0 重新建库（运维手册第 3 步）。",
      ],
      [
        stage === 'production' && !facts.isEncrypted,
        '连接没有加密',
        '在数据库控制台打开 SSL，在地址末尾加上 sslmode（运维手册第 3 步的表）。',
      ],
      [
        facts.isSuperuser,
        `${owner} 是超级用户`,
        `${names.migrationUrl} 改用角色 ${names.option ? 'desk_owner' : 'icp_owner'}，它不需要超级用户的权限。`,
      ],
      [
        !facts.mayMigrate,
        `${owner} 不能建表，或不是全部表的所有者`,
        names.option
          ? `以管理员运行 grant create on database … to ${owner}，并把模式 desk 里已有的表都改为归它所有。`
          : `以管理员运行 alter database … owner to ${owner}，并把已有的表都改为归它所有。`,
      ],
    ]),
    ...workerProblems(facts.worker, worker, names),
  ];
}

function workerProblems(worker: Facts['worker'], name: string, names: ServiceNames): readonly Problem[] {
  if (!worker)
    return [{ found: `没有角色 ${name}`, todo: `按${names.roles}建角色 ${name}（${names.workingUrl} 的角色）。` }];
  return problemsAmong([
    [
      worker.isSuperuser || worker.isOwner,
      `函数的角色 ${name} 可以修改表结构`,
      `以管理员运行 revoke：${name} 不能是超级用户，也不能是升级数据库的角色的成员。`,
    ],
  ]);
}

/** The same as the role of the functions, which writes a row and takes it back. */
export const workingRole = check('working-role', '函数的数据库角色', async ({ service, names }) => {
  const { migrationUrl, workingUrl, ...of } = addressesOf(service);
  if (!URL.canParse(migrationUrl) || !URL.canParse(workingUrl)) return settingsFirst(names);
  const url = fromHere(workingUrl, migrationUrl);
  const facts = await workingRoleFacts({ workingUrl: url, ...of }).catch(connectionTrouble);
  if ('state' in facts) return facts;
  if (facts.refusedWrite) return connectionTrouble({ code: facts.refusedWrite });
  const role = usernameOf(workingUrl);
  const again = `运行 npm run migrate${commandOption(names)}（或再部署一次），它把权限重新设为函数需要的那些。`;
  const [other, schema] = names.option ? ['备案服务', 'public'] : ['审核工作台', 'desk'];
  const problems = problemsAmong([
    [
      !facts.endsIdleSessions,
      `${role} 的空闲连接不会结束`,
      `以管理员运行 alter role ${role} set idle_session_timeout = '5min';`,
    ],
    [facts.missing.length > 0, `${role} 缺 ${someOf(facts.missing)}`, again],
    [facts.excess.length > 0, `${role} 多了 ${someOf(facts.excess)}`, again],
    [
      facts.excess.some((right) => isElsewhere(right, names)),
      `${role} 可以动${other}的表`,
      `以管理员收回它在${other}的表上的权限：revoke all on all tables in schema ${schema} from ${role}。`,
    ],
    [facts.mayCreateTables, `${role} 可以建表`, again],
  ]);
  return unless(problems, () => ok(`${role} 能登录，${facts.hasTables ? '权限正好' : '还没有表'}`));
});

/** From an operator's machine, behind a tunnel, the database is where the address for migrations says. */
function fromHere(workingUrl: string, migrationUrl: string): string {
  const [url, reached] = [new URL(workingUrl), new URL(migrationUrl)];
  if (url.host === reached.host) return workingUrl;
  [url.hostname, url.port, url.search] = [reached.hostname, reached.port, reached.search];
  return url.href;
}

const settingsFirst = ({ workingUrl, migrationUrl }: ServiceNames): Outcome =>
  trouble('没有数据库的地址', `先改正“变量”里的 ${workingUrl} 和 ${migrationUrl}。`);

/** A right on a table of the other service, whose migrations know nothing of this role. */
const isElsewhere = (right: string, { option }: ServiceNames): boolean => / desk\./.test(right) === (option === '');

/** npm gives a command what stands behind `--`. */
const commandOption = ({ option }: ServiceNames): string => (option ? ` --${option}` : '');

const addressesOf = ({ release, variables }: Grounds['service']) => ({
  migrationUrl: release.migrations?.databaseUrl ?? '',
  workingUrl: variables.DATABASE_URL ?? '',
  authoritiesFile: variables.DATABASE_CA_FILE || undefined,
  schema: release.migrations?.schema,
});

const usernameOf = (url: string): string => decodeURIComponent(new URL(url).username);

const SOME = 4;
const someOf = (rights: readonly string[]): string =>
  rights.length > SOME ? `${rights.slice(0, SOME).join('、')}等 ${rights.length} 项权限` : rights.join('、');
