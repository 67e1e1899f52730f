import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const TRANSPORT = 'docs/operations.md#传输';
const CALLED = 'docs/decisions/0024-security-by-decision.md#what-is-called';
const DATABASE = 'platform/database/connection.laptop.test.ts';

export const COMMUNICATION: Chapter = {
  id: 'V12',
  title: 'Secure communication',
  answers: {
    'V12.1.1': decided('TLS 1.2 and 1.3; how an operator looks.', TRANSPORT),
    'V12.1.2': decided('Suites with forward secrecy.', TRANSPORT),
    'V12.1.3': notApplicable('No client proves itself by a certificate.'),
    'V12.2.1': decided('API and page have HTTPS only, and tell browsers so.', TRANSPORT),
    'V12.2.2': decided('Certificates of public authorities.', TRANSPORT),
    'V12.3.1': tested(
      'Database and vendors are not spoken to in clear; decision 24 names registries that have no TLS.',
      DATABASE,
      'is not spoken to in clear when it has no TLS',
    ),
    'V12.3.2': tested('The database’s certificate is verified.', DATABASE, 'at %s with %s and the file of %s: %s'),
    'V12.3.3': decided('A function calls another through the Cloud API, over https.', CALLED),
    'V12.3.4': tested(
      'An authority of the provider’s own is trusted by its file alone.',
      DATABASE,
      'wants a file of authorities where the host is not checked',
    ),
  },
};
