import { describe, expect, it } from 'vitest';
import { hasDesk } from '../../deploy/desk.ts';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile, isWithin } from './layers.ts';
import { textOf } from './source-files.ts';

/** Everything that is deployed: functions and pages. */
const product = projectFiles(ROOT).filter(
  (path) =>
    /^(functions|shared|platform|contracts|client|ui|web|desk|miniprogram)\/.*\.([cm]?ts|mjs|vue|html)$/.test(path) &&
    !isTestFile(path),
);
const pathsWith = (pattern: RegExp): readonly string[] => product.filter((path) => pattern.test(textOf(path)));

/** What lets a text from outside do something. */
const DANGEROUS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['runs text as code', /\beval\(|\bnew Function\(|\bFunction\(|from 'node:(vm|repl)'|set(Timeout|Interval)\(['"`]/],
  ['starts a program', /'node:(child_process|cluster)'/],
  [
    'writes text as HTML',
    /\bv-html\b|\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|document\.write|\bsrcdoc\b|createContextualFragment/,
  ],
  ['makes SQL of text', /\bsql\.(raw|lit)\b|\.query\(\s*`[^`]*\$\{/],
];

/** Statements without parameters, which only a deployment runs: names of tables of ours, and the role's name, escaped. */
const OF_DEPLOYMENTS = ['platform/database/run-migrations.ts', 'platform/database/working-role.ts'];

/** What reads, writes or checks secrets and digests. */
const CRYPTOGRAPHY =
  /(from |import\()'(node:crypto|jsonwebtoken|@noble\/[\w/]+)'|\b(crypto|wx)\.(subtle|getRandomValues|random)/;

describe('the product', () => {
  it.each(DANGEROUS)('has nothing that %s', (_what, pattern) => {
    expect(product.length).toBeGreaterThan(300);
    expect(pathsWith(pattern).filter((path) => !OF_DEPLOYMENTS.includes(path))).toEqual([]);
  });
});

/** Every file that uses it, with what for. The vendors' SDKs sign their calls and open TLS by themselves. */
const CRYPTOGRAPHY_FILES = {
  'desk/page/src/page-key.ts': "the secret of the desk's page, and its SHA-256",
  'desk/page/src/papers.ts': 'SHA-256 of a paper that has arrived, by which the desk knows that it was seen',
  'desk/functions/session/sign-in-try.ts': 'state, nonce and PKCE verifier, HMAC-SHA-256 of that secret',
  'functions/liveness/own-checks.ts': 'SHA-256 of a photo or video, to know it again',
  'functions/session/stranger-proof.ts': 'SHA-256 of a solved puzzle, its signature compared in constant time',
  'miniprogram/src/secrets.ts': "secrets of a phone, and SHA-256 of a link's token",
  'platform/adapters/cos/upload-grants.ts': 'the form policy that COS documents, HMAC-SHA-1',
  'shared/adapters/jsonwebtoken/session-tokens.ts': 'access tokens, HS256 alone',
  'platform/adapters/node-crypto/chance.ts': 'which decisions of the desk are drawn for a look afterwards',
  'platform/adapters/node-crypto/ids.ts': 'random ids and secrets',
  'platform/adapters/node-crypto/seal.ts': 'sealing and blind indexes',
  'shared/adapters/postgres/accounts/contacts.ts': "SHA-256 of a link's token",
  'shared/adapters/postgres/records/record-transfers.ts': "SHA-256 of a link's token",
  'platform/database/run-migrations.ts': 'SHA-256 of a migration, to notice a changed file',
  'shared/adapters/postgres/accounts/sessions.ts': "SHA-256 of a device's secret",
  'shared/adapters/tencent/courier.ts': 'signature of a call to another function, TC3-HMAC-SHA-256',
  'desk/adapters/node-crypto/keyed-hash.ts': "HMAC-SHA-256 of the desk's audit chain",
  'desk/adapters/postgres/staff/sign-in-tries.ts': 'SHA-256 of the secret of a try to sign in',
  'desk/adapters/postgres/staff/staff-sessions.ts': "SHA-256 of the page's secret, before it is hashed with a key",
  'platform/edge/content-hash.ts': 'SHA-256 of what was submitted, by the service and by the desk',
  'platform/edge/http-function.ts': 'SHA-256 of a public reply, its ETag',
  'platform/edge/once.ts': 'SHA-256 of a command, to notice another one under the same key',
  'platform/edge/signed-message.ts': "signatures of messages, ours and the desk's",
  'platform/edge/trace.ts': 'SHA-256 for trace ids, no secret',
  'web/src/api.ts': 'random Idempotency-Keys',
  'web/src/code-proof.ts': 'SHA-256 of the tries at a puzzle',
  'web/src/device-secret.ts': "a device's secret and its SHA-256",
};

describe('cryptography', () => {
  it('is in these files, and nowhere else', () => {
    const named = Object.keys(CRYPTOGRAPHY_FILES).filter((path) => hasDesk() || !isWithin(path, 'desk'));

    expect(pathsWith(CRYPTOGRAPHY).toSorted()).toEqual(named.toSorted());
  });
});
