import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';

/** A package of package-lock.json that is part of the deployed functions or the web page's build. */
export interface DeployedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its package.json. */
  readonly license: string | undefined;
}

/** Licences that require no more than a notice. */
export const PERMISSIVE: readonly string[] = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  '(AFL-2.1 OR BSD-3-Clause)',
];

/** Packages with other terms, and how we comply. Without `license`, the package names none. */
export const ON_TERMS: readonly { readonly name: RegExp; readonly license?: RegExp; readonly kept: string }[] = [
  { name: /^mediabunny$/, license: /^MPL-2\.0$/, kept: '原样使用；源代码出处写在 NOTICE' },
  { name: /^@img\/sharp-/, license: /LGPL-3\.0-or-later/, kept: 'libvips 是代码包之外的独立动态库，任何人都可以替换' },
  { name: /^@expo-google-fonts\/noto-sans-sc$/, license: /^MIT AND OFL-1\.1$/, kept: '字体原样传递，附其许可证' },
  { name: /^png-js$/, kept: 'LICENSE 文件为 MIT；其 package.json 没有写明' },
];

/** How we comply with a package's terms; undefined when they have not been reviewed. */
export function termsOf({ name, license }: DeployedPackage): string | undefined {
  if (license !== undefined && PERMISSIVE.includes(license)) return '保留版权声明';
  return ON_TERMS.find((term) => term.name.test(name) && (term.license ? term.license.test(license ?? '') : !license))
    ?.kept;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * The product's own dependencies and theirs, each once per version. The lock file marks development packages, but not
 * those that only the workspaces in packages/ need.
 */
export function deployedPackages(): readonly DeployedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const places = new Set<string>();
  const follow = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const place = placeOf(packages, from, name);
      if (place === undefined || places.has(place)) continue;
      places.add(place);
      const { dependencies, optionalDependencies, peerDependencies } = packages[place] ?? {};
      follow(place, Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }));
    }
  };
  follow('', Object.keys(packages['']?.dependencies ?? {}));
  const deployed = Object.entries(packages).flatMap(([place, { version, license }]) =>
    places.has(place) ? [{ name: nameOf(place), version: version ?? '', license }] : [],
  );
  return [...new Map(deployed.map((shipped) => [`${shipped.name}@${shipped.version}`, shipped])).values()];
}

/** Where Node finds a package: in the importing package's directory or in one above. */
function placeOf(packages: Readonly<Record<string, unknown>>, from: string, name: string): string | undefined {
  const place = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (place in packages) return place;
  return from === '' ? undefined : placeOf(packages, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''), name);
}

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** docs/packages.md. */
export function packagesPage(): string {
  const packages = deployedPackages();
  const termsWithLicence = (deployed: DeployedPackage): string =>
    `${deployed.license ?? '未写明'}：${termsOf(deployed) ?? '未核对'}`;
  const lists = [...new Set(packages.map(termsWithLicence))].toSorted().map((terms) => {
    const members = packages.filter((deployed) => termsWithLicence(deployed) === terms);
    return `## ${terms}\n\n${members.map(({ name, version }) => `- ${name}@${version}`).join('\n')}\n`;
  });
  return `# 随产品交付的第三方软件

由 \`npm run docs\` 从 package-lock.json 生成，请勿手工修改。共 ${packages.length} 个；条款未核对的软件包会使测试失败。机器可读的软件物料清单：
\`npm sbom --omit dev --workspaces=false --sbom-format cyclonedx\`（或 \`spdx\`）。

${lists.join('\n')}`;
}
