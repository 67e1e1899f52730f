import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';

interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly isSecret: boolean;
  readonly isOptional: boolean;
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The variables of `shared/config.ts` with the comment that each has there. */
export function variables(): readonly Variable[] {
  const schema = /\nconst environment = z\.object\(\{\n([\s\S]+?)\n\}\);/.exec(textOf('shared/config.ts'))?.[1] ?? '';
  const entries = schema.matchAll(/(?:^ {2}\/\*\*([\s\S]*?)\*\/\n)?^ {2}([A-Z][A-Z0-9_]+): (.*)$/gm);
  return [...entries].map(([, comment = '', name = '', rule = '']) => ({
    name,
    meaning: comment.replace(/\s*\n\s*\*\s*/g, ' ').trim(),
    isSecret: /^(secret\(|key,)/.test(rule),
    isOptional: rule.startsWith('optional'),
  }));
}

/** Which functions use a variable: the ports that they name, followed through `shared/compose/`. */
export function usersOf(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(join(ROOT, 'shared/compose')).map((file) => textOf(`shared/compose/${file}`));
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
  const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const users = new Map(names.map((name) => [name, [] as string[]]));
  for (const room of Object.keys(functions)) {
    const providers = [...namedIn(textOf(`functions/${room}/ports.ts`)), ...edgePortsOf(room)];
    for (const name of new Set(providers.flatMap((provider) => [...read(provider)]))) users.get(name)?.push(room);
  }
  return users;
}

/** The ports that a room names. */
const namedIn = (ports: string): readonly string[] =>
  [...ports.matchAll(/^export \{([^}]+)\} from/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);

/** What the edge needs for a room besides. */
const edgePortsOf = (room: string): readonly string[] => {
  const [, names = ''] = /edgePorts: EdgePorts = \{([^}]+)\}/.exec(textOf('shared/compose/edge.ts')) ?? [];
  return textOf(`functions/${room}/index.ts`).includes('edgePorts') ? (names.match(/\w+/g) ?? []) : [];
};

/** `docs/configuration.md`. */
export function configurationPage(): string {
  const all = variables();
  const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const defaults = Object.values(functions)[0]?.environment ?? {};
  const users = usersOf(all.map(({ name }) => name));
  const rows = all.map(({ name, meaning, isSecret, isOptional }) => {
    const value = defaults[name] ?? '';
    const given = value === '' ? (isOptional ? 'empty' : '**must be given**') : `\`${value}\``;
    const by = users.get(name) ?? [];
    const who = by.length === Object.keys(functions).length ? 'all' : by.join(', ') || 'all, by the check at start';
    return `| \`${name}\`${isSecret ? ' 🔒' : ''} | ${meaning.replaceAll('|', '\\|')} | ${given} | ${who} |`;
  });
  return [
    '# Configuration',
    '',
    'Written by `npm run docs` from `shared/config.ts`, `serverless.yml` and `shared/compose/`; do not change it by hand.',
    '',
    'Every function is given all of them and checks all of them before its first event, and so does a deployment. What is missing or wrong',
    'is named in one error, without values; in the log it is `ConfigurationError[<names>]`. 🔒 marks secrets: they print as dots. With',
    '`STAGE=production`, placeholders, stand-ins and addresses without TLS are refused. [operations.md](operations.md) tells how secrets are kept.',
    '',
    '| variable | meaning | default | used by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
