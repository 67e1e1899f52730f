import { hasDesk } from '../../deploy/desk.ts';
import { textOf, WORKSPACES } from './source-files.ts';

/** What the files of one folder may import besides each other. Everything that is not listed is forbidden. */
export interface Layer {
  /** Folder or file; `*` stands for one name. The first layer that matches a file counts. */
  readonly of: string;
  /** Folders and files of the project; `.` for the folder of the file itself. */
  readonly files: readonly string[];
  /** Packages, and modules of Node.js; `node:*` for all of those. */
  readonly libraries: readonly string[];
  readonly because: string;
}

/** What every product may stand on: the platform, and what crosses borders. */
const KIT = ['contracts/kit', 'contracts/data', 'contracts/normal-forms', 'contracts/forms'];
/** What the two products say to each other. */
const BORDER = 'contracts/review-desk';
const BASE = ['platform/ports', ...KIT];
const VALUES = ['shared/domain', BORDER, ...KIT];
const PORTS = ['shared/ports', 'shared/domain', BORDER, ...BASE];
const DESK = ['desk/domain', 'desk/ports', 'contracts/desk', BORDER, ...BASE];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The workspace that does what a contract says, and is checked by it. */
export const IMPLEMENTS_CONTRACTS = 'reference-desk';

/** A workspace may import itself and what its package.json declares. */
function packageLayer(name: string): Layer {
  const { dependencies = {} } = JSON.parse(textOf(`packages/${name}/package.json`)) as Manifest;
  const declared = Object.keys(dependencies);
  return {
    of: `packages/${name}`,
    files: [
      ...declared.filter((text) => WORKSPACES.includes(text)).map((text) => `packages/${text}`),
      ...(name === IMPLEMENTS_CONTRACTS ? ['contracts'] : []),
    ],
    libraries: [...declared.filter((text) => !WORKSPACES.includes(text)), 'node:*'],
    because: 'a package knows nothing of the product, and declares what it needs',
  };
}

/** The product's arrows. Test files are exempt; see isTestFile. */
const ALL_LAYERS: readonly Layer[] = [
  {
    of: 'contracts',
    files: [],
    libraries: ['punycode.js', 'zod'],
    because: 'what crosses a border is declared once and knows neither product',
  },
  {
    of: 'platform/ports',
    files: KIT,
    libraries: [],
    because: 'an interface must not know its implementations',
  },
  {
    of: 'platform/edge',
    files: BASE,
    libraries: ['@middy/core', 'ipaddr.js', 'zod', 'node:async_hooks', 'node:crypto'],
    because: 'the edge knows the platform and that somebody calls, not the vendors, the rooms or the products',
  },
  {
    of: 'platform/config',
    files: [],
    libraries: ['zod', 'node:path', 'node:util'],
    because: 'it is read before anything else is created',
  },
  {
    of: 'platform/database',
    files: BASE,
    libraries: ['kysely', 'pg', 'node:async_hooks', 'node:crypto', 'node:fs', 'node:timers'],
    because: 'both products reach PostgreSQL the same way',
  },
  { of: 'platform/adapters/system', files: BASE, libraries: [], because: 'an adapter knows one technology' },
  {
    of: 'platform/adapters/node-crypto',
    files: BASE,
    libraries: ['node:crypto'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'platform/adapters/cos',
    files: [...BASE, 'platform/adapters/buckets', 'platform/adapters/http'],
    libraries: ['cos-nodejs-sdk-v5', 'zod', 'node:crypto'],
    because: 'an adapter knows one vendor',
  },
  {
    of: 'platform/adapters/s3',
    files: [...BASE, 'platform/adapters/buckets'],
    libraries: ['@aws-sdk/client-s3', '@aws-sdk/s3-presigned-post', '@aws-sdk/s3-request-presigner', 'zod'],
    because: 'an adapter knows one vendor',
  },
  {
    of: 'platform/adapters/buckets',
    files: BASE,
    libraries: [],
    because: 'timeouts, limits and error codes are the same for the adapters of every bucket',
  },
  {
    of: 'platform/adapters/tencent',
    files: [...BASE, 'platform/adapters/http'],
    libraries: ['tencentcloud-sdk-nodejs', 'zod', 'node:crypto', 'node:http', 'node:stream'],
    because: 'an adapter knows one vendor',
  },
  {
    of: 'platform/adapters/http',
    files: BASE,
    libraries: ['zod', 'node:http', 'node:https'],
    because: 'one bounded exchange of text serves every vendor that speaks plain HTTP',
  },
  { of: 'platform/adapters/smtp', files: BASE, libraries: ['nodemailer'], because: 'an adapter knows one technology' },
  {
    of: 'platform/compose',
    files: ['platform', ...KIT],
    libraries: [],
    because: 'it picks the adapters that both products have',
  },
  {
    of: 'shared/domain',
    files: [BORDER, ...KIT],
    libraries: ['punycode.js'],
    because: 'rules must run in a browser, and in a test without anything around them',
  },
  { of: 'shared/schemas', files: VALUES, libraries: ['zod'], because: 'front ends share the schemas of the contracts' },
  {
    of: 'shared/ports',
    files: [...VALUES, 'platform/ports'],
    libraries: [],
    because: 'an interface must not know its implementations',
  },
  {
    of: 'shared/application',
    files: PORTS,
    libraries: ['chinese-days'],
    because:
      'what several ports together give a use case must work with every adapter of them; working days are of a calendar',
  },
  {
    of: 'shared/adapters/jsonwebtoken',
    files: PORTS,
    libraries: ['jsonwebtoken', 'node:crypto'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'shared/adapters/postgres',
    files: [...PORTS, 'platform/database'],
    libraries: ['kysely', 'pg', 'node:async_hooks', 'node:crypto', 'node:fs'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'shared/adapters/tencent',
    files: [...PORTS, 'platform/adapters/http', 'platform/adapters/tencent'],
    libraries: ['tencentcloud-sdk-nodejs', 'zod', 'node:crypto', 'node:http', 'node:stream', 'node:timers'],
    because: 'an adapter knows one vendor',
  },
  {
    of: 'shared/adapters/wechat',
    files: [...PORTS, 'platform/adapters/http'],
    libraries: ['zod', 'node:http'],
    because: 'an adapter knows one vendor',
  },
  {
    of: 'shared/adapters/rdap',
    files: [...PORTS, 'platform/adapters/http'],
    libraries: ['zod'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'shared/adapters/web',
    files: [...PORTS, 'platform/adapters/http'],
    libraries: ['htmlparser2', 'ipaddr.js', 'node:dns', 'node:http', 'node:https', 'node:net'],
    because: 'an adapter knows one technology',
  },
  { of: 'shared/adapters/whois', files: PORTS, libraries: ['node:net'], because: 'an adapter knows one technology' },
  {
    of: 'shared/adapters/record-service',
    files: [...PORTS, 'contracts/record-service.ts', 'shared/schemas', 'platform/adapters/http'],
    libraries: ['zod'],
    because: 'an adapter knows one vendor; what a record says has the schemas of the forms',
  },
  {
    of: 'shared/adapters/review-desk',
    files: [...PORTS, 'shared/schemas', 'platform/adapters/http'],
    libraries: ['zod'],
    because: 'an adapter knows one vendor; the verdict has one schema, for webhook and answer',
  },
  {
    of: 'shared/config.ts',
    files: ['platform/config'],
    libraries: ['zod'],
    because: 'it is read before anything else is created',
  },
  {
    of: 'shared/compose',
    files: ['platform', 'shared/adapters/*', 'shared/application', 'shared/config.ts', 'shared/ports', ...KIT],
    libraries: [],
    because: 'the one place that picks the adapters of the filing service',
  },
  {
    of: 'functions/*/ports.ts',
    files: [
      'platform/compose',
      'platform/edge/ports.ts',
      'shared/adapters/postgres',
      'shared/application',
      'shared/compose',
      'shared/config.ts',
      'shared/ports',
    ],
    libraries: [],
    because: 'it composes one room: the adapters that it uses, and no others',
  },
  {
    of: 'functions/*/index.ts',
    files: [
      '.',
      'shared/compose/desk-messages.ts',
      'shared/compose/edge.ts',
      'platform/compose/object-store.ts',
      'platform/edge',
    ],
    libraries: [],
    because: 'the handler only joins edge, ports and use cases',
  },
  {
    of: 'functions/*',
    files: ['platform/edge', 'shared/schemas', 'shared/application', ...PORTS],
    libraries: ['zod', 'chinese-days', 'fflate', 'file-type', 'mediabunny', 'pdfkit', 'sharp', 'node:*'],
    because: 'a use case gets its ports as arguments and never imports another room',
  },
  {
    of: 'desk/domain',
    files: ['contracts/desk', BORDER, ...KIT],
    libraries: [],
    because: 'the desk is a bounded context of its own, whose rules know nothing of the filing service',
  },
  {
    of: 'desk/ports',
    files: ['desk/domain', 'contracts/desk', BORDER, ...BASE],
    libraries: [],
    because: 'an interface must not know its implementations',
  },
  {
    of: 'desk/application',
    files: [...DESK, 'platform/edge/cookies.ts'],
    libraries: [],
    because: 'what two rooms of the desk do with the same ports must work with every adapter of them',
  },
  {
    of: 'desk/adapters/postgres',
    files: [...DESK, 'platform/database'],
    libraries: ['kysely', 'pg', 'node:crypto', 'node:fs'],
    because: 'the desk has tables of its own behind the same way to a database',
  },
  {
    of: 'desk/adapters/chinese-days',
    files: DESK,
    libraries: ['chinese-days'],
    because: 'an adapter knows one technology',
  },
  { of: 'desk/adapters/sharp', files: DESK, libraries: ['sharp'], because: 'an adapter knows one technology' },
  {
    of: 'desk/adapters/fontkit',
    files: DESK,
    libraries: ['fontkit', 'node:fs'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'desk/adapters/node-crypto',
    files: DESK,
    libraries: ['node:crypto'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'desk/adapters/openid-client',
    files: DESK,
    libraries: ['openid-client'],
    because: 'an adapter knows one technology',
  },
  {
    of: 'desk/adapters/http',
    files: [...DESK, 'platform/adapters/http'],
    libraries: ['zod'],
    because: 'the desk reaches the filing service over HTTP alone',
  },
  {
    of: 'desk/config.ts',
    files: ['platform/config'],
    libraries: ['zod'],
    because: 'it is read before anything else is created',
  },
  {
    of: 'desk/compose',
    files: ['platform', 'desk/adapters/*', 'desk/application', 'desk/config.ts', 'desk/domain', 'desk/ports', ...KIT],
    libraries: ['kysely'],
    because: 'the one place that picks the adapters of the desk',
  },
  {
    of: 'desk/functions/*/ports.ts',
    files: [
      'desk/adapters/postgres',
      'desk/application',
      'desk/compose',
      'desk/config.ts',
      'desk/ports',
      'platform/compose',
      'platform/edge/ports.ts',
    ],
    libraries: [],
    because: 'it composes one room: the adapters that it uses, and no others',
  },
  {
    of: 'desk/functions/*/index.ts',
    files: ['.', 'desk/compose/edge.ts', 'desk/compose/filing-messages.ts', 'platform/edge'],
    libraries: [],
    because: 'the handler only joins edge, ports and use cases',
  },
  {
    of: 'desk/functions/*',
    files: ['platform/edge', 'desk/application', ...DESK],
    libraries: ['zod', 'chinese-days', 'fflate', 'node:crypto'],
    because: 'a room of the desk knows the filing service by its contract alone',
  },
  {
    of: 'desk/page/src',
    files: [
      'contracts',
      'ui',
      'desk/domain/authority/filing-numbers.ts',
      'desk/domain/oversight/settings.ts',
      'desk/domain/authority/task-queue.ts',
      'desk/functions/*/contract.ts',
    ],
    // zod is there for the types of the contracts alone.
    libraries: ['vue', 'zod'],
    because: 'the page reaches the desk over HTTP alone',
  },
  { of: 'desk/page', files: [], libraries: ['vite', '@vitejs/plugin-vue'], because: 'it is how the page is built' },
  {
    of: 'ui',
    files: ['contracts/client'],
    libraries: ['vue'],
    because: 'what both pages are made of knows neither',
  },
  {
    of: 'client',
    files: ['contracts', 'functions/*/contract.ts', 'shared/domain'],
    libraries: ['zod'],
    because: 'what front ends share knows the contracts, of which only types remain at run time, and the rules',
  },
  {
    of: 'web/src',
    files: ['client', 'contracts', 'ui', 'shared/domain'],
    libraries: ['uqr', 'vue'],
    because: 'the page reaches the service over HTTP alone',
  },
  {
    of: 'miniprogram/src',
    files: ['client', 'contracts', 'shared/domain'],
    libraries: ['@noble/hashes'],
    because: 'the mini program reaches the service over HTTP alone, and needs what WeChat gives',
  },
  { of: 'web', files: [], libraries: ['vite', '@vitejs/plugin-vue'], because: 'it is how the page is built' },
  {
    of: 'deploy/bundle',
    files: ['deploy/root.ts', 'deploy/manifest'],
    libraries: ['esbuild', 'typescript', 'vite', 'node:*'],
    because: 'code and pages are compiled without knowing what is in them',
  },
  {
    of: 'deploy/manifest',
    files: ['deploy/root.ts'],
    libraries: ['croner', 'yaml', 'zod', 'node:*'],
    because: 'serverless.yml as typed data is read by every floor above',
  },
  {
    of: 'deploy/desk.ts',
    files: ['deploy/root.ts', 'desk/compose/operators.ts'],
    libraries: ['node:fs', 'node:path'],
    because: 'whoever deploys, operates or measures the desk comes into its folder by one door',
  },
  {
    of: 'deploy/products.ts',
    files: [
      'deploy/desk.ts',
      'platform/compose/database-address.ts',
      'platform/config',
      'platform/database/inspect-database.ts',
      'platform/ports/failed.ts',
      'shared/compose/operators.ts',
      'shared/config.ts',
    ],
    libraries: [],
    because: 'what is deployed has a database and an environment, of one product or the other',
  },
  {
    of: 'deploy',
    files: [
      'platform/adapters/tencent/client.ts',
      'platform/config',
      // The fields of a line, each of which has an index.
      'platform/edge/log.ts',
      'shared/domain/identity/cloud-role-name.ts',
    ],
    libraries: ['cos-nodejs-sdk-v5', 'fflate', 'tencentcloud-sdk-nodejs', 'tsx', 'zod', 'node:*'],
    because: 'what deploys the functions reads how they are described, and knows no room',
  },
  ...WORKSPACES.map(packageLayer),
  {
    of: 'local',
    files: ['contracts', 'deploy', 'packages', 'shared/domain'],
    libraries: [
      'cos-nodejs-sdk-v5',
      'fflate',
      'pg',
      'postal-mime',
      'sharp',
      'smtp-server',
      'typescript',
      'vite',
      'vitest',
      'zod',
      'node:*',
    ],
    because: 'the platform is tested with our adapters, so it must not be built from them',
  },
  {
    of: 'tools',
    files: [
      'package.json',
      'local',
      'client/calls',
      'deploy',
      'packages',
      'contracts',
      'platform/compose',
      'platform/config',
      // How many connections an instance may have.
      'platform/database/database.ts',
      'platform/edge/content-hash.ts',
      'platform/edge/ports.ts',
      'platform/edge/refusal-to-http.ts',
      'platform/edge/signed-message.ts',
      'platform/ports',
      'shared/domain',
      'shared/ports',
      'shared/adapters/postgres',
      'shared/schemas',
      'shared/compose',
      'shared/config.ts',
      'functions/intake/check-file.ts',
    ],
    libraries: [
      '@stryker-mutator/core',
      'cos-nodejs-sdk-v5',
      'fast-check',
      'fflate',
      'pg',
      'playwright-core',
      'sharp',
      'string-width',
      'typescript',
      'vite',
      'yaml',
      'zod',
      'node:*',
    ],
    because: 'a command only combines the floors below',
  },
];

/** Those of what is here: the folder of the desk may have been deleted. */
export const LAYERS = ALL_LAYERS.filter(({ of }) => hasDesk() || !isWithin(of, 'desk'));

/** Whether a path is in a folder, or is a file, of the form of Layer.of and Layer.files. `*` ends or is a name. */
export function isWithin(path: string, folder: string): boolean {
  const [names, wanted] = [path.split('/'), folder.split('/')];
  const fits = (name: string, found = '') =>
    name.endsWith('*') ? found.startsWith(name.slice(0, -1)) : name === found;
  return wanted.length <= names.length && wanted.every((name, place) => fits(name, names[place]));
}

/** Tests, the suites and cases they share, and code that only they use. */
export const isTestFile = (path: string): boolean =>
  path.startsWith('tests/') || /(\.(test|suite|cases)|\/cases)\.ts$/.test(path);

/** Code that is deployed. */
export const isProduct = (path: string): boolean =>
  /^(functions|shared|platform|contracts|desk)\//.test(path) && !path.startsWith('desk/page/') && !isTestFile(path);
