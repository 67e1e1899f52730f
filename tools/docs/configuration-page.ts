import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roomFolder } from '../../deploy/manifest/room-folder.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { isSecret } from '../../platform/config/formats.ts';
import { environment } from '../../shared/config.ts';
import { deskVariables } from './desk-variables.ts';
import { markdownTable } from './markdown-table.ts';

interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly isSecret: boolean;
  readonly isOptional: boolean;
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The variables of the filing service, with the comment that serverless.yml has above each. */
export function variables(): readonly Variable[] {
  const described = textOf('serverless.yml').matchAll(/^ {6}# (.+)\n {6}([A-Z][A-Z0-9_]+): /gm);
  const meanings = new Map([...described].map(([, meaning = '', name = '']) => [name, meaning]));
  return Object.entries(environment).map(([name, format]) => ({
    name,
    meaning: meanings.get(name) ?? '',
    isSecret: isSecret(format),
    isOptional: format.safeParse(undefined).success,
  }));
}

/** The functions of a service that use each variable, through the ports that they name and what composes them. */
export function usersOf(names: readonly string[], yml = 'serverless.yml'): ReadonlyMap<string, readonly string[]> {
  const product = yml === 'serverless.yml' ? 'shared' : 'desk';
  const files = ['platform/compose', `${product}/compose`].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((file) => textOf(`${folder}/${file}`)),
  );
  const parts = files.join('\n').split(/^(?=(?:export )?(?:const|(?:async )?function) \w+)/m);
  const bodies = new Map(parts.map((part) => [/(?:const|function) (\w+)/.exec(part)?.[1] ?? '', part]));
  const read = (provider: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(provider)) return new Set();
    seen.add(provider);
    const body = bodies.get(provider) ?? '';
    const called = [...body.matchAll(/(?<![\w'/-])(?<!(?:^|[^.])\.)(\w+)\(/g)].map(([, word = '']) => word);
    return new Set([
      ...called.filter((word) => bodies.has(word)).flatMap((word) => [...read(word, seen)]),
      ...names.filter((name) => new RegExp(`\\b${name}\\b`).test(body)),
    ]);
  };
  const { functions } = readServerlessYml(join(ROOT, yml), {});
  const users = new Map(names.map((name) => [name, [] as string[]]));
  for (const room of Object.keys(functions)) {
    // The check itself reads it: in production it refuses more.
    users.get('STAGE')?.push(room);
    const providers = [...namedIn(textOf(`${roomFolder(room)}/ports.ts`)), ...edgePortsOf(room)];
    const used = new Set(providers.flatMap((provider) => [...read(provider)]));
    used.delete('STAGE');
    for (const name of used) users.get(name)?.push(room);
  }
  return users;
}

/** The ports that a function names. */
const namedIn = (ports: string): readonly string[] =>
  [...ports.matchAll(/^export \{([^}]+)\} from/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);

/** The ports that the edge needs for a function. */
const edgePortsOf = (room: string): readonly string[] => {
  const imported = /import \{ (.+) \} from '[./]+\/(?:shared\/)?compose\/edge\.ts'/;
  const [, names = ''] = imported.exec(textOf(`${roomFolder(room)}/index.ts`)) ?? [];
  const product = room.startsWith('desk-') ? 'desk' : 'shared';
  const [, usual = ''] = /dgePorts\b[^=]*= \{([^}]+)\}/.exec(textOf(`${product}/compose/edge.ts`)) ?? [];
  const ports = names.replace(/\w*dgePorts/, usual);
  return [...ports.matchAll(/(\w+)(?=,|\s*$)/g)].map(([name]) => name);
};

/** The comment above the address of the role that migrates, which is no variable of the functions. */
const migrationMeaning = (): string =>
  /^ {4}# (.+)\n {4}migrations: .*DATABASE_MIGRATION_URL/m.exec(textOf('serverless.yml'))?.[1] ?? '';

/** `docs/configuration.md`. */
export function configurationPage(): string {
  const all = variables();
  const { functions, variables: defaults } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const users = usersOf(all.map(({ name }) => name));
  const rows = all.map(({ name, meaning, isSecret, isOptional }) => {
    const value = defaults[name] ?? '';
    const given = value === '' ? (isOptional ? '空' : '**必填**') : `\`${value}\``;
    const by = users.get(name) ?? [];
    const who = by.length === Object.keys(functions).length ? '全部' : by.join('、') || '启动时的检查';
    return [`\`${name}\`${isSecret ? ' 🔒' : ''}`, meaning.replaceAll('|', '\\|'), given, who];
  });
  return [
    '# 配置',
    '',
    '由 `npm run docs` 从 `shared/config.ts`、`serverless.yml` 和各 `compose/` 生成，请勿手工修改。',
    '',
    '每个函数只得到它使用的环境变量（`serverless.yml` 按用途分组），并在处理第一个事件之前检查它们；`npm run deploy` 在改动任何东西之前检查全部。',
    '有问题的变量一次全部列出，不显示其值；在日志里是 `ConfigurationError[<变量名>]`。🔒 表示机密，打印为圆点，保存办法见[运维手册](operations.md#从开通账号到第一个备案)。',
    '',
    ...markdownTable(['变量', '含义', '默认值', '使用它的函数'], rows),
    '',
    '下列变量只在部署和运行 `npm run keys` 时使用，函数得不到：',
    '',
    ...markdownTable(['变量', '含义', '默认值'], [['`DATABASE_MIGRATION_URL` 🔒', migrationMeaning(), '**必填**']]),
    '',
    '部署[审核工作台](desk.md)（`serverless.desk.yml`）时还要设置下列变量；其余的与上面的同名变量相同：',
    '',
    ...markdownTable(
      ['变量', '含义'],
      deskVariables().map(({ name, meaning, isSecret }) => [`\`${name}\`${isSecret ? ' 🔒' : ''}`, meaning]),
    ),
    '',
  ].join('\n');
}
