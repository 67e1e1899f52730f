import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from '../root.ts';

/** A module of a package that a function's bundle gets something smaller for. */
interface Replacement {
  /** Its path in `node_modules`. */
  readonly module: string;
  /** What the bundle gets; relative paths start from the module. */
  readonly code: string;
}

/** Code that says, when it is reached after all, what isn't there. */
const missing = (what: string) => `throw new Error(${JSON.stringify(`${what}: left out of the bundles`)})`;
const ours = (path: string, name: string) => `module.exports = require(${JSON.stringify(join(ROOT, path))}).${name};`;

/**
 * What our calls never reach, and the HTTP layers of the cloud SDKs. Versions are pinned; the journeys and left-out.test.ts run what is
 * made here.
 */
const REPLACEMENTS: readonly Replacement[] = [
  // node-fetch, a proxy agent, and tables for host names in all scripts: 330 KB.
  {
    module: 'tencentcloud-sdk-nodejs/tencentcloud/common/http/fetch.js',
    code: ours('shared/adapters/tencent/sdk-fetch.ts', 'sdkFetch'),
  },
  // Cookies with the list of public suffixes, SSH keys, OAuth, HAR: 500 KB.
  { module: 'cos-request/index.js', code: ours('shared/adapters/cos/sdk-request.ts', 'sdkRequest') },
  // Requests in several parts, with types of files by their names: 150 KB. We send JSON.
  {
    module: 'tencentcloud-sdk-nodejs/node_modules/form-data/lib/form_data.js',
    code: `module.exports = class { constructor() { ${missing('form-data')}; } };`,
  },
  { module: 'mime-types/index.js', code: `exports.lookup = () => { ${missing('mime-types')}; };` },
  // Writes BigInts. Our requests have none, and JSON.stringify refuses them.
  { module: 'json-bigint/index.js', code: 'module.exports = () => JSON;' },
  { module: 'uuid/dist/cjs/index.js', code: "exports.v4 = require('node:crypto').randomUUID;" },
  // The same helpers as an ES module, of which the compiler leaves out those that the SDK does not name. A module is taken as it is where
  // theirs makes a copy, which would read all of `node:crypto` and with it load Web Crypto.
  {
    module: 'tencentcloud-sdk-nodejs/node_modules/tslib/tslib.js',
    code: "export { __exportStar, __importDefault } from './tslib.es6.js'; export const __importStar = (module) => module;",
  },
  // Answers in pieces, as of language models.
  {
    module: 'tencentcloud-sdk-nodejs/tencentcloud/common/sse_response_model.js',
    code: `exports.SSEResponseModel = class { constructor() { ${missing('SSEResponseModel')}; } };`,
  },
  // Uploads in parts, their queue, and copies of many gigabytes; a file that remembers which parts are done.
  { module: 'cos-nodejs-sdk-v5/sdk/advance.js', code: 'exports.init = () => {};' },
  { module: 'cos-nodejs-sdk-v5/sdk/session.js', code: `exports.removeUsing = () => { ${missing('session')}; };` },
  { module: 'cos-nodejs-sdk-v5/sdk/select-stream.js', code: `${missing('select-stream')};` },
  // Settings of buckets, which the deployment writes.
  { module: 'cos-fast-xml-parser/src/validator.js', code: `exports.validate = () => { ${missing('XMLValidator')}; };` },
  { module: 'cos-fast-xml-parser/src/xmlbuilder/json2xml.js', code: 'module.exports = class {};' },
  // Texts in XML as numbers, which the SDK's parser is told to leave as they are.
  { module: 'strnum/strnum.js', code: `module.exports = () => { ${missing('strnum')}; };` },
  // Prints for those who develop the reading of ZIPs, when DEBUG says so.
  { module: 'debug/src/index.js', code: 'module.exports = () => () => {};' },
  // Rows come as text unless a query asks for them otherwise.
  {
    module: 'pg-types/lib/binaryParsers.js',
    code: `const parse = () => { ${missing('binary rows')}; };
           exports.init = (register) => Object.values(require('./builtins')).forEach((type) => register(type, parse));`,
  },
  // Signatures with elliptic curves. Tokens are signed with HMAC.
  {
    module: 'ecdsa-sig-formatter/src/ecdsa-sig-formatter.js',
    code: `exports.derToJose = exports.joseToDer = () => { ${missing('ecdsa')}; };`,
  },
  // Buffers as Node has had them since 4.5.
  { module: 'safe-buffer/index.js', code: "exports.Buffer = require('node:buffer').Buffer;" },
  // Passwords are proven by Web Crypto there.
  { module: 'pg/lib/crypto/utils.js', code: ours('shared/adapters/postgres/password-proofs.ts', 'passwordProofs') },
  { module: 'pg/lib/native/index.js', code: `${missing('pg-native')};` },
  // Passwords in the home folder of whoever runs it.
  { module: 'pgpass/lib/index.js', code: 'module.exports = (_, done) => done();' },
  // For WOFF2 fonts, with a dictionary of 460 KB; ours is TrueType.
  { module: 'brotli/decompress.js', code: `module.exports = () => { ${missing('brotli')}; };` },
];

/** Modules of Node that a package wants for what is never reached, and what it gets instead. */
const MODULES_OF_NODE: readonly { name: string; module: RegExp; wantedBy: string; code: string }[] = [
  // The native driver wants its server by address.
  {
    name: 'dns-of-native',
    module: /^dns$/,
    wantedBy: 'pg/lib/connection-parameters.js',
    code: `exports.lookup = () => { ${missing('dns')}; };`,
  },
  // Streamed answers are AWS's; middy imports these modules for nothing else.
  {
    name: 'streams-of-aws',
    module: /^node:stream(\/\w+)?$/,
    wantedBy: '@middy/core/',
    code: 'export const Readable = undefined, pipeline = undefined, ReadableStream = undefined;',
  },
];

const endingWith = (module: string): RegExp => new RegExp(`node_modules/${module.replaceAll('.', '\\.')}$`);

/** Puts the replacements in place. */
export const neverReachedLeftOut: Plugin = {
  name: 'never-reached-left-out',
  setup({ onLoad, onResolve }) {
    for (const { module, code } of REPLACEMENTS) {
      if (!existsSync(join(ROOT, 'node_modules', module))) throw new Error(`${module}: nothing is there to replace`);
      onLoad({ filter: endingWith(module) }, ({ path }) => ({
        contents: code,
        loader: 'js',
        resolveDir: dirname(path),
      }));
    }
    for (const { name: namespace, module, wantedBy, code: contents } of MODULES_OF_NODE) {
      onResolve({ filter: module }, ({ path, importer }) =>
        importer.includes(`node_modules/${wantedBy}`) ? { path, namespace } : undefined,
      );
      onLoad({ filter: /./, namespace }, () => ({ contents }));
    }
  },
};

/** S3's client is 800 KB, whose mere parsing takes 30 ms of a cold start. */
export const otherStoreLeftOut = (objectStore: string): Plugin => ({
  name: 'other-store-left-out',
  setup({ onLoad }) {
    const filter = objectStore === 's3' ? /shared\/adapters\/cos\/[\w-]+\.ts$/ : /shared\/adapters\/s3\/[\w-]+\.ts$/;
    const contents = `export {}; throw new Error('this bundle was made for OBJECT_STORE=${objectStore}')`;
    onLoad({ filter }, () => ({ contents }));
  },
});
