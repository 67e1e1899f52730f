import { type Chapter, decided, tested } from './answer.ts';

const KEPT = 'docs/operations.md#日志的保管';
const ERRORS = 'platform/edge/http-errors.test.ts';

export const LOGGING: Chapter = {
  id: 'V16',
  title: 'Security logging and error handling',
  answers: {
    'V16.1.1': decided('Which logs there are, what is in them, who reads them and how long.', KEPT),
    'V16.2.1': tested(
      'A line says what was called, by which account, in which request.',
      ERRORS,
      'is logged in one line with the account that called',
    ),
    'V16.2.2': decided('Times are the platform’s, and without a doubt about their zone.', KEPT),
    'V16.2.3': tested(
      'There is one way to write a line.',
      'tests/hygiene/imports.test.ts',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the name of the test in its source
      '${name} only in ${only}: ${because}',
    ),
    'V16.2.4': tested('A line is one JSON object.', 'platform/edge/log.test.ts', 'writes one line of JSON'),
    'V16.2.5': tested(
      'No personal value is in a line.',
      'tests/journeys/journeys.suite.ts',
      'no personal value is in a log line',
    ),
    'V16.3.1': tested(
      'Every sign-in leaves a line, also one that is refused.',
      ERRORS,
      'is logged with its code, the operation and the status',
    ),
    'V16.3.2': tested(
      'Who is refused is on record; who sees clear values is, too (`audit`).',
      ERRORS,
      'is logged with the account that was refused',
    ),
    'V16.3.3': tested(
      'A refusal is logged by its code, whatever was tried.',
      ERRORS,
      'is logged with its code, the operation and the status',
    ),
    'V16.3.4': tested(
      'What fails outside is logged by port and kind.',
      ERRORS,
      'is logged by port, kind and code, without its cause',
    ),
    'V16.4.1': tested('Nothing from outside can begin a line.', 'platform/edge/log.test.ts', 'writes one line of JSON'),
    'V16.4.2': tested(
      'Functions can’t change the audit trail.',
      'shared/adapters/postgres/working-role.database.test.ts',
      'loses only what is older than three years, whatever time is asked for',
    ),
    'V16.4.3': decided('Lines go to the log service, which the functions can’t change.', KEPT),
    'V16.5.1': tested(
      'A caller reads a code and a sentence, nothing of the inside.',
      ERRORS,
      'that throws %s is returned as a generic 500',
    ),
    'V16.5.2': tested(
      'Without a vendor the rest goes on.',
      'shared/application/filing-cases.laptop.test.ts',
      'does not know the facts of a vendor that fails, but the others',
    ),
    'V16.5.3': tested(
      'Silence is never a yes.',
      'functions/eligibility/check-eligibility.laptop.test.ts',
      'is reported, never treated as a yes: %s',
    ),
    'V16.5.4': tested('Every error ends in one place.', ERRORS, 'that throws %s is returned as a generic 500'),
  },
};
