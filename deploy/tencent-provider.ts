import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressLines, readAddresses } from './addresses.ts';
import { bundleFunctions } from './bundle/bundle-functions.ts';
import { ALIAS, callText, summaryOf } from './calls.ts';
import { openCloud } from './cloud.ts';
import { deployerPolicy } from './deployer-policy.ts';
import { type DesiredState, desiredState, NAMESPACE, type PackagedFunction, prefixOf } from './desired-state.ts';
import { sum } from './instance-caps.ts';
import { jsonSchemas, readServerlessYml, type ServerlessService } from './manifest/serverless-yml.ts';
import { packageFunction } from './package-function.ts';
import type { PolicyDocument } from './permissions.ts';
import { configReaderOf, migrate } from './products.ts';
import { recentLines } from './recent-lines.ts';
import { deploy, planFromNothing, planFromNow, remove } from './release.ts';
import { requireMigrationUrl } from './require-migration-url.ts';
import { ROOT } from './root.ts';
import type { RunSettings } from './run-calls.ts';
import { tell } from './tell.ts';

/** The parts of the CLI's plugin interface that are used here. */
interface Serverless {
  /** Where the service's description is; the CLI's working directory. */
  readonly serviceDir: string;
  /** `--config`; the default is serverless.yml. */
  readonly configurationFilename: string;
  readonly service: { readonly functions: Readonly<Record<string, { package?: object }>> };
  readonly configSchemaHandler: {
    defineProvider(name: string, schemas: { readonly provider: object; readonly function: object }): void;
    defineFunctionEvent(provider: string, name: string, schema: object): void;
  };
  setProvider(name: string, provider: unknown): void;
}

interface Options {
  readonly stage?: string;
  readonly function?: string;
  readonly path?: string;
  readonly now?: boolean;
  readonly policy?: boolean;
  readonly minutes?: string;
  readonly 'take-over'?: string;
  readonly 'skip-migrations'?: boolean;
}

interface Writers {
  readonly log: { notice(text: string): void };
  readonly writeText: (text: string) => void;
}

const optionFor = (usage: string, type: 'string' | 'boolean' = 'string', shortcut?: string) => ({
  usage,
  type,
  ...(shortcut && { shortcut }),
});

const theFunction = { ...optionFor('serverless.yml 里的函数名', 'string', 'f'), required: true };

const TAKE_OVER = optionFor('接管这个环境（STAGE）在同一存储桶里的上传事件，用来替换它');

/** First pause between two polls whether a function is ready; the environment variable DEPLOY_PAUSE_MS overrides it. */
const FIRST_PAUSE_MS = 500;

/**
 * The provider `tencent` for the serverless CLI: `package`, `plan`, `deploy`, `remove`, `invoke` and `logs` of the
 * functions in serverless.yml, on Tencent Cloud SCF. The account's keys come from TENCENTCLOUD_SECRET_ID, _SECRET_KEY
 * and _SESSION_TOKEN; DEPLOY_CLOUD_API_ENDPOINT and DEPLOY_COS_ENDPOINT point at stand-ins.
 */
export class TencentProvider {
  static getProviderName(): string {
    return 'tencent';
  }

  readonly commands = {
    plan: {
      usage: '逐条列出部署会发出的云 API 调用（不联网，按空账号计算；--now 按账号现状计算）',
      lifecycleEvents: ['plan'],
      options: {
        now: optionFor('读取账号现状，只列出差异', 'boolean'),
        policy: optionFor('只打印部署人需要的 CAM 策略（JSON）', 'boolean'),
        'take-over': TAKE_OVER,
      },
    },
    deploy: {
      options: {
        'skip-migrations': optionFor('不升级数据库（在能连到它的机器上另行升级）', 'boolean'),
        'take-over': TAKE_OVER,
      },
    },
    invoke: {
      usage: '调用已部署的函数并打印结果',
      lifecycleEvents: ['invoke'],
      options: { function: theFunction, path: optionFor('事件的 JSON 文件；不写则为 {}', 'string', 'p') },
    },
    logs: {
      usage: '打印函数最近写的日志（在日志服务 CLS 里查）',
      lifecycleEvents: ['logs'],
      options: { function: theFunction, minutes: optionFor('往回查多少分钟，默认 60') },
    },
  };

  readonly hooks = {
    'before:package:createDeploymentArtifacts': () => this.#package().catch(tell),
    'plan:plan': () => this.#plan().catch(tell),
    'deploy:deploy': () => this.#deploy().catch(tell),
    'remove:remove': () => this.#remove().catch(tell),
    'invoke:invoke': () => this.#invoke().catch(tell),
    'logs:logs': () => this.#logs().catch(tell),
  };

  readonly #serverless: Serverless;
  readonly #options: Options;
  readonly #writers: Writers;

  constructor(serverless: Serverless, options: Options, writers: Writers) {
    this.#serverless = serverless;
    this.#options = options;
    this.#writers = writers;
    serverless.setProvider('tencent', this);
    const { provider, function: scfFunction, ...events } = jsonSchemas();
    serverless.configSchemaHandler.defineProvider('tencent', { provider, function: scfFunction });
    for (const [name, schema] of Object.entries(events))
      serverless.configSchemaHandler.defineFunctionEvent('tencent', name, schema);
  }

  /** Reads the file again with our own checks, such as rules across functions. */
  #service(): ServerlessService {
    const { stage } = this.#options;
    const env = stage === undefined ? process.env : { ...process.env, STAGE: stage };
    const { serviceDir, configurationFilename } = this.#serverless;
    return readServerlessYml(join(serviceDir, configurationFilename), env);
  }

  async #package(): Promise<DesiredState> {
    const service = this.#service();
    const functions = Object.values(service.functions);
    const names = Object.keys(service.functions);
    const bundles = await bundleFunctions({ names, root: ROOT, objectStore: service.variables.OBJECT_STORE });
    const folder = join(ROOT, 'build', 'packages');
    await mkdir(folder, { recursive: true });
    const packaged: Record<string, PackagedFunction> = {};
    for (const { name, files } of functions) {
      const bundle = bundles[name];
      if (!bundle) continue;
      const givenPackage = await packageFunction(bundle, files, ROOT);
      packaged[name] = { ...givenPackage, inputs: bundle.inputs };
      const artifact = join(folder, `${name}.zip`);
      await writeFile(artifact, givenPackage.zip);
      // With an existing artifact the CLI doesn't zip.
      Object.assign(this.#serverless.service.functions[name] ?? {}, { package: { artifact, individually: true } });
    }
    return desiredState(service, packaged);
  }

  #policy(): PolicyDocument {
    const service = this.#service();
    const { region, bucket, objectPrefix } = service;
    const other = this.#options['take-over'];
    const takenOver = other && prefixOf({ ...service, stage: other });
    const place = { region, bucket, objectPrefix };
    return deployerPolicy({ ...place, service: service.service, prefix: prefixOf(service), takenOver });
  }

  async #plan(): Promise<void> {
    if (this.#options.policy) return this.#writers.writeText(JSON.stringify(this.#policy(), null, 2));
    const desired = await this.#package();
    const calls = this.#options.now
      ? await planFromNow(desired, this.#run(desired), this.#options['take-over'])
      : planFromNothing(desired);
    const { prefix, region, bucket, functions, logs } = desired;
    if (calls.length === 0) return this.#writers.log.notice('没有差异。');
    const head = [
      `部署到 ${region}：${functions.length} 个函数，名称以 ${prefix} 开头，存储桶 ${bucket}。`,
      ...(logs ? [`日志：日志集和主题 ${logs.name}，至少保存 ${logs.days} 天。`] : []),
      ...instanceLines(desired),
      `共 ${calls.length} 个调用，什么也没改：`,
    ];
    for (const line of [...head, ...summaryOf(calls), '', '逐条列出：']) this.#writers.writeText(line);
    for (const call of calls) this.#writers.writeText(callText(call));
  }

  async #deploy(): Promise<void> {
    // plugin.cjs registered TypeScript for `require` only; this registers it for `import()`.
    const { register } = await import('tsx/esm/api');
    register();
    const desired = await this.#package();
    const service = this.#service();
    const { variables } = service;
    if (desired.migrations) (await configReaderOf(desired.migrations.schema))(variables, Object.keys(variables));
    const wanted = this.#options['skip-migrations'] ? { ...desired, migrations: undefined } : desired;
    if (wanted.migrations) requireMigrationUrl(service.stage, wanted.migrations);
    const calls = await deploy(wanted, this.#run(desired), this.#options['take-over']);
    this.#writers.log.notice(calls.length === 0 ? '没有差异，什么也没改。' : `部署完成，共 ${calls.length} 个调用。`);
    const addresses = await readAddresses(desired, this.#run(desired).cloud);
    for (const line of addressLines(addresses, desired.migrations?.schema === 'desk')) this.#writers.writeText(line);
  }

  async #remove(): Promise<void> {
    const service = this.#service();
    const { bucket, domain, region } = service;
    const desired = {
      bucket,
      region,
      service: service.service,
      prefix: prefixOf(service),
      domain: domain && { ...domain, endpoints: [] },
    };
    const calls = await remove(desired, this.#run(desired));
    this.#writers.log.notice(`已移除，共 ${calls.length} 个调用。存储桶、数据库和日志没有动。`);
  }

  async #invoke(): Promise<void> {
    const { path } = this.#options;
    const event = path === undefined ? '{}' : await readFile(path, 'utf8');
    const answer = await this.#read<{ Result?: { RetMsg?: string; ErrMsg?: string } }>('Invoke', {
      Qualifier: ALIAS,
      InvocationType: 'RequestResponse',
      ClientContext: event,
    });
    if (answer.Result?.ErrMsg) throw new Error(answer.Result.ErrMsg);
    this.#writers.writeText(answer.Result?.RetMsg ?? '');
  }

  async #logs(): Promise<void> {
    const service = this.#service();
    const { cloud } = this.#run(service);
    const name = this.#functionName(service);
    const { ClsTopicId } = await this.#read<{ ClsTopicId?: string }>('GetFunction', {});
    if (!ClsTopicId) throw new Error(`${name} 没有日志主题，请在云函数控制台给它配置日志投递。`);
    for (const line of await recentLines(cloud, ClsTopicId, name, Number(this.#options.minutes ?? 60)))
      this.#writers.writeText(line);
  }

  #functionName(service: ServerlessService): string {
    return `${prefixOf(service)}${this.#options.function}`;
  }

  #read<T>(action: string, body: Readonly<Record<string, unknown>>): Promise<T> {
    const service = this.#service();
    return this.#run(service).cloud.read<T>('scf', action, {
      FunctionName: this.#functionName(service),
      Namespace: NAMESPACE,
      ...body,
    });
  }

  #run({
    region,
    migrations,
  }: Pick<DesiredState, 'region'> & { readonly migrations?: DesiredState['migrations'] }): RunSettings {
    const { TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_SESSION_TOKEN = '' } = process.env;
    const { DEPLOY_CLOUD_API_ENDPOINT, DEPLOY_COS_ENDPOINT, DEPLOY_PAUSE_MS = FIRST_PAUSE_MS } = process.env;
    if (!TENCENTCLOUD_SECRET_ID || !TENCENTCLOUD_SECRET_KEY)
      throw new Error('请先设置环境变量 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY（部署者的密钥）。');
    const credentials = {
      secretId: TENCENTCLOUD_SECRET_ID,
      secretKey: TENCENTCLOUD_SECRET_KEY,
      token: TENCENTCLOUD_SESSION_TOKEN,
    };
    const firstPauseMs = Number(DEPLOY_PAUSE_MS);
    return {
      cloud: openCloud({
        firstPauseMs,
        credentials: () => credentials,
        region,
        cloudApiEndpoint: DEPLOY_CLOUD_API_ENDPOINT || undefined,
        cosEndpoint: DEPLOY_COS_ENDPOINT || undefined,
      }),
      migrate: async () => (migrations ? migrate(migrations) : []),
      log: (line) => this.#writers.log.notice(line),
      firstPauseMs,
    };
  }
}

/** How many instances the functions may have at the same time, in all. */
function instanceLines({ functions }: DesiredState): readonly string[] {
  const capped = functions.flatMap(({ reservedMb, settings }) =>
    reservedMb ? [{ reservedMb, instances: reservedMb / settings.MemorySize }] : [],
  );
  if (capped.length === 0) return [];
  const [instances, mb] = [sum(capped.map((cap) => cap.instances)), sum(capped.map((cap) => cap.reservedMb))];
  return [`实例：${capped.length} 个函数合计最多 ${instances} 个，为它们保留 ${mb} MB。`];
}
