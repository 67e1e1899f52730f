import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** A package of package-lock.json that travels with the deployed functions or the web page's build. */
export interface DeployedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression as its package.json has it. */
  readonly license: string | undefined;
}

/** Licences that ask for no more than keeping a notice. */
export const PERMISSIVE: readonly string[] = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  '(AFL-2.1 OR BSD-3-Clause)',
];

/** Packages with other terms, and how they are kept. Without `license`, the package names none. */
export const ON_TERMS: readonly { readonly name: RegExp; readonly license?: RegExp; readonly kept: string }[] = [
  { name: /^mediabunny$/, license: /^MPL-2\.0$/, kept: '原样使用；源代码出处写在 NOTICE' },
  { name: /^@img\/sharp-/, license: /LGPL-3\.0-or-later/, kept: 'libvips 是代码包之外的独立动态库，任何人都可以替换' },
  { name: /^@expo-google-fonts\/noto-sans-sc$/, license: /^MIT AND OFL-1\.1$/, kept: '字体原样传递，附其许可证' },
  { name: /^png-js$/, kept: 'LICENSE 文件为 MIT；其 package.json 没有写明' },
];

/** How the terms of a package are kept; undefined when nobody has looked at them. */
export function termsOf({ name, license }: DeployedPackage): string | undefined {
  if (license !== undefined && PERMISSIVE.includes(license)) return '保留版权声明';
  return ON_TERMS.find((one) => one.name.test(name) && (one.license ? one.license.test(license ?? '') : !license))
    ?.kept;
}

/** What is installed without the tools of development, each once per version. */
export function deployedPackages(): readonly DeployedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; license?: string; dev?: true }>;
  };
  const deployed = Object.entries(packages).flatMap(([place, { version, license, dev }]) =>
    place === '' || dev ? [] : [{ name: nameOf(place), version: version ?? '', license }],
  );
  return [...new Map(deployed.map((one) => [`${one.name}@${one.version}`, one])).values()];
}

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** docs/packages.md. */
export function packagesPage(): string {
  const packages = deployedPackages();
  const rows = packages.map(
    (one) => `| ${one.name} | ${one.version} | ${one.license ?? '未写明'} | ${termsOf(one) ?? '未核对'} |`,
  );
  return `# 随产品交付的第三方软件

由 \`npm run docs\` 从 package-lock.json 生成，请勿手工修改。共 ${packages.length} 个；条款未核对的软件包会使测试失败。机器可读的软件物料清单：
\`npm sbom --omit dev --sbom-format cyclonedx\`（或 \`spdx\`）。

| 名称 | 版本 | 许可证 | 如何遵守 |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
