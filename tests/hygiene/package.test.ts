import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SERVICE_FILES } from '../../deploy/manifest/service-files.ts';
import { ROOT } from '../../deploy/root.ts';
import { deployedPackages, termsOf } from '../../tools/docs/packages.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isProduct, isTestFile } from './layers.ts';
import { sourceFiles, textOf, WORKSPACES } from './source-files.ts';

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly overrides: Readonly<Record<string, Versions>>;
}

interface WorkspaceManifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies?: Versions;
}

interface LockedPackage extends Partial<Manifest> {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: true;
  /** A workspace, whose folder is `resolved`. */
  readonly link?: true;
}

const manifest = JSON.parse(textOf('package.json')) as Manifest;
const lock = JSON.parse(textOf('package-lock.json')) as { readonly packages: Readonly<Record<string, LockedPackage>> };
const { '': root, ...locked } = lock.packages;
const declared: Versions = { ...manifest.dependencies, ...manifest.devDependencies };
const workspaces = WORKSPACES.map((name) => ({
  folder: `packages/${name}`,
  manifest: JSON.parse(textOf(`packages/${name}/package.json`)) as WorkspaceManifest,
}));
const all: Versions = Object.assign({}, declared, ...workspaces.map((workspace) => workspace.manifest.dependencies));
/** What a file may import: tests of workspaces also the project's own packages. */
const declaredFor = (path: string): Versions => {
  const own = workspaces.find(({ folder }) => path.startsWith(`${folder}/`))?.manifest.dependencies;
  if (own) return isTestFile(path) ? { ...declared, ...own } : own;
  return isProduct(path) ? manifest.dependencies : declared;
};

describe('package.json', () => {
  it('names exact versions, so that the tested versions are deployed', () => {
    const groups = [declared, ...workspaces.map((workspace) => workspace.manifest.dependencies ?? {})];
    const versions = [...groups, ...Object.values(manifest.overrides)].flatMap((group) => Object.values(group));

    const loose = versions.filter((version) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));

    expect(loose).toEqual([]);
  });

  it('takes the Node.js lines that people have; types and bundles are of the oldest, which the functions run on', () => {
    const runtimes = SERVICE_FILES.map((path) => /runtime: \$\{env:(.*)\}/.exec(readFileSync(path, 'utf8'))?.[1]);
    const [target] = /target: 'node\d+'/.exec(textOf('deploy/bundle/bundle-functions.ts')) ?? [];

    const engines = [manifest.engines.node, ...workspaces.map((workspace) => workspace.manifest.engines.node)];

    expect(new Set(engines)).toEqual(new Set(['^20.19.0 || ^22.13.0 || >=24.0.0']));
    expect(declared['@types/node']).toMatch(/^20\./);
    expect(target).toBe("target: 'node20'");
    expect(new Set(runtimes)).toEqual(new Set(["FUNCTION_RUNTIME, 'Nodejs20.19'"]));
  });

  it('has every package that a file imports, and those of the product among the deployed ones', () => {
    const missing = sourceFiles().flatMap(({ path, imports }) => {
      const versions = declaredFor(path);
      const libraries = imports.flatMap(({ library }) => (library && !library.startsWith('node:') ? [library] : []));
      return libraries.filter((library) => !(library in versions)).map((library) => `${path}: ${library}`);
    });

    expect(missing).toEqual([]);
  });

  it.each(['', ...WORKSPACES.map((name) => `packages/${name}/`)])('has no unused package: %s', (folder) => {
    const code = projectFiles(ROOT).filter(
      (path) =>
        /\.(ts|mjs)$|(^|\/)tsconfig\.json$/.test(path) && !path.startsWith('tests/hygiene/') && isOf(path, folder),
    );
    const text = code.map(textOf).join('\n');
    const versions = workspaces.find((workspace) => `${workspace.folder}/` === folder)?.manifest.dependencies ?? {};

    // Types are used with the package that they describe.
    const unused = Object.keys(folder === '' ? declared : versions).filter(
      (name) => !new RegExp(`['"/]${name.replace('@types/', '')}['"/]`).test(text),
    );

    expect(unused).toEqual([]);
  });

  it('has one version of each package that several workspaces or the project itself use', () => {
    const groups = [declared, ...workspaces.map((workspace) => workspace.manifest.dependencies ?? {})];

    const others = groups.flatMap((group) => Object.entries(group).filter(([name, version]) => all[name] !== version));

    expect(others).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('matches package.json', () => {
    const { dependencies, devDependencies, engines } = root ?? {};

    const installed = Object.keys(all).map((name) => [name, installedVersion(name)]);
    // `npm:other@1.2.3` installs another package under this name.
    const wanted = Object.entries(all).map(([name, version]) => [name, version.replace(/^npm:.+@/, '')]);

    expect({ dependencies, devDependencies, engines }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
      engines: manifest.engines,
    });
    expect(Object.fromEntries(installed)).toEqual(Object.fromEntries(wanted));
    for (const { folder, manifest: own } of workspaces) {
      expect(locked[folder]).toMatchObject({ version: own.version, engines: own.engines });
      expect(locked[folder]?.dependencies).toEqual(own.dependencies);
      expect(own.engines).toEqual(manifest.engines);
    }
  });

  it('has the checksum of every package and the registry address of none', () => {
    const packages = Object.entries(locked).filter(([place, { link }]) => !link && !place.startsWith('packages/'));

    const wrong = packages.filter(([, { integrity, resolved }]) => !integrity?.startsWith('sha512-') || resolved);

    expect(packages.length).toBeGreaterThan(300);
    expect(wrong.map(([name]) => name)).toEqual([]);
  });
});

describe('.npmrc', () => {
  it('runs no install script, writes exact versions, and writes no registry address', () => {
    const settings = textOf('.npmrc').split('\n');

    expect(settings).toContain('ignore-scripts=true');
    expect(settings).toContain('save-exact=true');
    expect(settings).toContain('omit-lockfile-registry-resolved=true');
  });
});

describe('licences', () => {
  it('of deployed packages are permissive, or we comply with their terms in a known way', () => {
    const unknown = deployedPackages().filter((deployedPackage) => termsOf(deployedPackage) === undefined);

    expect(unknown).toEqual([]);
  });

  it('that have not been reviewed do not count as complied with', () => {
    expect(termsOf({ name: 'anything', version: '1.0.0', license: 'GPL-3.0-only' })).toBeUndefined();
    expect(termsOf({ name: 'anything', version: '1.0.0', license: undefined })).toBeUndefined();
    expect(termsOf({ name: 'mediabunny', version: '2.0.0', license: 'AGPL-3.0-only' })).toBeUndefined();
  });

  it('of packages with special terms are in NOTICE', () => {
    const notice = textOf('NOTICE');
    const names = Object.keys(all).flatMap((name) => {
      const license = locked[`node_modules/${name}`]?.license ?? '';
      return /GPL|MPL|OFL/.test(license) ? [name] : [];
    });

    expect(names).toContain('mediabunny');
    expect(names.filter((name) => !notice.includes(name))).toEqual([]);
  });
});

/** The project's own files are those outside packages/, and the tests in there. */
const isOf = (path: string, folder: string): boolean =>
  folder === '' ? !path.startsWith('packages/') || isTestFile(path) : path.startsWith(folder) && !isTestFile(path);

/** By the lock file; that of a workspace is in its folder. */
function installedVersion(name: string): string | undefined {
  const { link, resolved = '', version } = locked[`node_modules/${name}`] ?? {};
  return link ? locked[resolved]?.version : version;
}
