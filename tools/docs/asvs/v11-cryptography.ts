import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const PAGE = 'docs/decisions/0025-cryptography.md';
const SEAL = 'platform/adapters/node-crypto/seal.suite.ts';
const LISTED = ['tests/hygiene/dangerous-code.test.ts', 'is in the files that decision 25 lists'] as const;

export const CRYPTOGRAPHY: Chapter = {
  id: 'V11',
  title: 'Cryptography',
  answers: {
    'V11.1.1': decided('Who has which key, how long, and how it ends.', `${PAGE}#keys`),
    'V11.1.2': decided('Each key has what it is for and what it is not for.', `${PAGE}#keys`),
    'V11.1.3': tested('A test finds every use of cryptography and compares it with the list.', ...LISTED),
    'V11.1.4': decided('How algorithms change, and what quantum computers would open.', `${PAGE}#change`),
    'V11.2.1': decided('Node’s own, jsonwebtoken and Web Crypto; no primitive of ours.', PAGE),
    'V11.2.2': tested(
      'Each key can be replaced while people file, also that of blind indexes; sealed values and messages name their form.',
      'tests/security/reindexing.database.test.ts',
      'leaves nothing that lasts to the old key alone',
    ),
    'V11.2.3': decided('256-bit keys and SHA-256 everywhere; the exceptions with their reasons.', `${PAGE}#algorithms`),
    'V11.2.4': tested(
      'Signatures are compared in constant time.',
      'platform/edge/signed-message.test.ts',
      'refuses every message in which one byte was changed',
    ),
    'V11.2.5': tested(
      'What can’t be opened is an error without a text.',
      SEAL,
      'refuses bytes that were changed at any place',
    ),
    'V11.3.1': decided('There are no block modes but GCM.', `${PAGE}#algorithms`),
    'V11.3.2': decided('AES-256-GCM, and no other cipher.', `${PAGE}#algorithms`),
    'V11.3.3': tested('A sealed value opens unchanged, and in its place only.', SEAL, 'than the one it was closed for'),
    'V11.3.4': tested('Each sealing has a nonce of its own.', SEAL, 'never returns the same bytes twice'),
    'V11.3.5': notApplicable('GCM needs no separate authentication.'),
    'V11.4.1': decided('SHA-256; SHA-1 and MD5 only where COS’s protocol asks for them.', `${PAGE}#algorithms`),
    'V11.4.2': notApplicable('There are no passwords.'),
    'V11.4.3': tested(
      'Signatures and tokens are made with SHA-256.',
      'shared/adapters/jsonwebtoken/session-tokens.test.ts',
      'issues a token that another implementation of HMAC-SHA-256 accepts',
    ),
    'V11.4.4': notApplicable('No key is made of a password.'),
    'V11.5.1': decided('128 bits or more; an authorization code has 80, and why.', `${PAGE}#algorithms`),
    'V11.5.2': decided('The operating system’s generator, which never runs dry.', `${PAGE}#algorithms`),
    'V11.6.1': notApplicable('No key pair is ours but those of certificates, which the cloud keeps.'),
    'V11.6.2': decided('Keys are exchanged by TLS alone.', 'docs/operations.md#传输'),
    'V11.7.1': decided('The platform has no encrypted memory to offer.', `${PAGE}#in-use`),
    'V11.7.2': tested(
      'What was read is sealed before anything is made of it.',
      'functions/ocr/ask-once.laptop.test.ts',
      'nothing that was read is in clear',
    ),
  },
};
