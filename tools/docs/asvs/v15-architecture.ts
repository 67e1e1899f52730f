import { type Chapter, decided, tested } from './answer.ts';

const UPDATES = 'CONTRIBUTING.md#security-updates';

export const ARCHITECTURE: Chapter = {
  id: 'V15',
  title: 'Secure coding and architecture',
  answers: {
    'V15.1.1': decided('Days until an update, by how bad it is.', UPDATES),
    'V15.1.2': tested(
      'docs/packages.md lists every package; the lock file has its checksum.',
      'tests/hygiene/package.test.ts',
      'has the checksum of every package',
    ),
    'V15.1.3': decided('What is long or costly is listed with what bounds it.', 'docs/decisions/0019-limits.md'),
    'V15.2.1': decided('Who looks, and when.', UPDATES),
    'V15.2.2': tested(
      'Few long waits run at once, and others are served.',
      'tests/security/limits.journey.test.ts',
      '360 polls leave three waiting',
    ),
    'V15.2.3': tested(
      'A bundle holds what its function needs.',
      'deploy/bundle/report.laptop.test.ts',
      'is within its limit and contains nothing forbidden',
    ),
    'V15.3.1': tested(
      'A reply has the fields of its contract and no others.',
      'functions/upload/show-document.laptop.test.ts',
      'does not show unexpected fields',
    ),
    'V15.3.2': tested(
      'A redirect is an answer, not a way.',
      'shared/adapters/web/webhook-calls.laptop.test.ts',
      'treats a redirect as an answer and does not follow it',
    ),
    'V15.3.3': tested(
      'Fields beyond the contract are refused by name.',
      'platform/edge/http-function.test.ts',
      'with a field that is not in the contract is refused',
    ),
    'V15.3.4': tested(
      'The caller’s address is the one that the platform reports.',
      'platform/edge/limits.database.test.ts',
      'ignores a header in which a caller names another address',
    ),
    'V15.3.5': tested(
      'Types are checked where data come in, and by the compiler after that.',
      'contracts/kit/contract.test.ts',
      'is typed by the contract: the caller, the parameters and the parsed body',
    ),
    'V15.3.6': tested(
      'A field `__proto__` is refused like any other, and changes no object.',
      'platform/edge/http-function.test.ts',
      'with a field __proto__ is refused by its name',
    ),
    'V15.3.7': tested(
      'Of a repeated parameter the first counts; path, query and body are apart.',
      'platform/edge/http-request.test.ts',
      'uses the first value of a repeated key',
    ),
  },
};
