import { type Chapter, decided, tested } from './answer.ts';

const CALLED = 'docs/decisions/0024-security-by-decision.md#what-is-called';

export const CONFIGURATION: Chapter = {
  id: 'V13',
  title: 'Configuration',
  answers: {
    'V13.1.1': decided('Everything that is called, and what strangers may name, is in one table.', CALLED),
    'V13.2.1': decided('Temporary credentials of roles, signatures, and one password, over TLS.', CALLED),
    'V13.2.2': tested(
      'The database’s role can do what the functions do, and no more.',
      'shared/adapters/postgres/working-role.database.test.ts',
      'has the rights of the list on each table, and on no other',
    ),
    'V13.2.3': tested(
      'Production refuses placeholders.',
      'shared/config.test.ts',
      'refuses a placeholder in %s, which is fine elsewhere',
    ),
    'V13.2.4': decided('Hosts are fixed in code or configuration; the rest must be public.', CALLED),
    'V13.2.5': tested(
      'Where people name a host, private addresses are not called.',
      'shared/adapters/web/website-probe.test.ts',
      'is not called when it is %s',
    ),
    'V13.3.1': tested(
      'Secrets come from the secret manager and are in no file.',
      'deploy/secrets.laptop.test.ts',
      'are the variables in its JSON text',
    ),
    'V13.3.2': decided(
      'A function is told only the secrets that it uses.',
      'docs/decisions/0020-least-privilege.md#what-a-function-is-told',
    ),
    'V13.4.1': tested(
      'A package holds scripts and what they need, nothing of the repository.',
      'deploy/package-function.laptop.test.ts',
      'contains its scripts and the files beside it, but no source maps',
    ),
    'V13.4.2': tested(
      'The page of an operator has nothing that only a laptop has.',
      'deploy/bundle/build-web.laptop.test.ts',
      'offers nothing that only a laptop has',
    ),
    'V13.4.3': tested(
      'The bucket is private: without a signature it shows nothing.',
      'shared/application/views.laptop.test.ts',
      'is private: without its signature the link shows nothing',
    ),
    'V13.4.4': tested(
      'Only methods of a contract are answered.',
      'platform/edge/http-function.test.ts',
      '%s is unknown',
    ),
    'V13.4.5': decided(
      '`GET /v1/health` is public on purpose and names parts, not reasons.',
      'docs/decisions/0015-connections-and-configuration.md',
    ),
  },
};
