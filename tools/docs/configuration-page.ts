import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composed } from '../../deploy/composed.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { isSecret } from '../../platform/config/formats.ts';
import { environment } from '../../shared/config.ts';
import { deskVariables } from './desk-variables.ts';

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

/** The comment above the address of the role that migrates, which is no variable of the functions. */
const migrationMeaning = (): string =>
  /^ {4}# (.+)\n {4}migrations: .*DATABASE_MIGRATION_URL/m.exec(textOf('serverless.yml'))?.[1] ?? '';

/** `docs/configuration.md`. */
export function configurationPage(): string {
  const all = variables();
  const { functions, variables: defaults } = composed(readServerlessYml(join(ROOT, 'serverless.yml'), {}));
  const rooms = Object.values(functions);
  const rows = all.map(({ name, meaning, isSecret, isOptional }) => {
    const value = defaults[name] ?? '';
    const given = value === '' ? (isOptional ? '默认空' : '**必填**') : `默认 \`${value}\``;
    const users = rooms.filter(({ environment }) => name in environment);
    const who = users.length === rooms.length ? '全部' : users.map((room) => room.name).join('、');
    return `- \`${name}\`${isSecret ? '🔒' : ''}：${meaning}（${given}；${who}）`;
  });
  return [
    '# 配置',
    '',
    '由 `npm run docs` 从 `shared/config.ts`、`serverless.yml` 和各函数的组成生成，请勿手工修改。',
    '',
    '每个函数只得到它的组成（`ports.ts` 和它引用的 `compose/`）里写到的环境变量，并在处理第一个事件之前检查它们；`npm run deploy` 在改动任何东西之前检查全部。',
    '有问题的变量一次全部列出，不显示其值；在日志里是 `ConfigurationError[<变量名>]`。🔒 表示机密，打印为圆点，保存办法见[运维手册](operations.md#从开通账号到第一个备案)。',
    '',
    '括号里是默认值和使用它的函数。',
    '',
    ...rows,
    '',
    '下列变量只在部署和运行 `npm run keys` 时使用，函数得不到：',
    '',
    `- \`DATABASE_MIGRATION_URL\`🔒：${migrationMeaning()}（**必填**）`,
    '',
    ...ofDesk(),
  ].join('\n');
}

function ofDesk(): readonly string[] {
  const rows = deskVariables().map(({ name, meaning, isSecret }) => `- \`${name}\`${isSecret ? '🔒' : ''}：${meaning}`);
  if (rows.length === 0) return [];
  return [
    '部署[审核工作台](desk.md)（`desk/serverless.yml`）时还要设置下列变量；其余的与上面的同名变量相同：',
    '',
    ...rows,
    '',
  ];
}
