/** A family of requirements that can be checked, each by tests that name its id. */
export interface RequirementFamily {
  readonly title: string;
  readonly requirements: Readonly<Record<string, string>>;
}

/** What the service promises beyond the rules of filing, by the ids that tests name in brackets. */
export const REQUIREMENT_FAMILIES: readonly RequirementFamily[] = [
  {
    title: 'Incoming verdicts',
    requirements: {
      W1: 'The signature covers id, time and the raw bytes of the body; a changed byte is refused.',
      W2: 'Signatures of the reference package verify here, and ours verify there.',
      W3: 'The time is whole seconds, at most 300 from now on either side.',
      W4: 'Of several signatures one valid v1 is enough; two secrets hold during a rotation.',
      W5: 'Signatures are compared in constant time, whatever their length.',
      W6: 'A missing, short or placeholder secret keeps the function from starting.',
      W7: 'A message that comes twice, at once or after a crash, has one effect and is answered well both times.',
      W8: 'That a message came is committed together with its effect, and remembered longer than anybody retries.',
      W9: 'Verdicts out of order end in the same state as in order; unknown ones are stored and raise an alarm.',
      W10: 'A wrong signature is answered 401, echoes nothing and writes nothing.',
      W11: 'A lost message is repaired by the next status sync.',
    },
  },
  {
    title: 'Idempotency-Key on commands',
    requirements: {
      I1: 'Commands that must not run twice are refused without a key.',
      I2: 'The same key and body give the same bytes and one effect.',
      I3: 'The same key with another body is refused.',
      I4: 'While the first is running the second is refused; when the first has died the second takes over.',
      I5: 'A key belongs to one person and one route.',
      I6: 'A crash at any step and a retry together have one effect.',
      I7: 'What was refused before it ran, and what failed, is not kept as an answer.',
      I8: 'Keys have 20 to 255 characters and are kept at least a day.',
    },
  },
  {
    title: 'States and races',
    requirements: {
      S1: 'Of every state and event, those of the table move and all others change nothing.',
      S2: 'Of twenty equal submissions at once one is carried out, with one message to the desk.',
      S3: 'Of two verdicts that exclude each other exactly one wins.',
      S4: 'The history replayed from the beginning gives the stored state, without gaps.',
      S5: 'A process that dies between two statements leaves all or nothing.',
      S6: 'Nothing is submitted without its papers, a valid face check and the accepted terms.',
      S7: 'What clients saw while they raced fits some order of the table.',
    },
  },
  {
    title: 'Uploads',
    requirements: {
      U1: 'A permit is for one key, one type and a range of lengths, for at most 15 minutes.',
      U2: 'Type and length are bound by the signature, and are looked at again when the file is there.',
      U3: 'Keys are random, of at least 128 bits, and never made of what a person sends.',
      U4: 'A file that is not what it says is refused and deleted.',
      U5: 'Pixels are counted before anything is decoded; broken and empty files are refused.',
      U6: 'Photos lose where and with what they were taken, and move to a key that no client knows.',
      U7: 'The object that was checked is the one that is kept, whatever is written meanwhile.',
      U8: 'Nobody reads by knowing a key; links live for at most five minutes.',
      U9: 'Files and bytes of one person in one day are bounded.',
      U10: 'Repeated and foreign events change nothing; odd characters in keys survive.',
      U11: 'The stand-in refuses what COS refuses.',
    },
  },
  {
    title: 'Personal data',
    requirements: {
      P1: 'Every column has a class, in docs/data.md and in a test.',
      P2: 'No personal value is in a log line, an error, an address or a return value.',
      P3: 'Replies are masked; values in clear are shown by short links and leave a row on record.',
      P4: 'Sealing is authenticated and names its key; keys can be changed while people file.',
      P5: 'What is kept no longer is deleted, in batches that can be resumed, and counted.',
      P6: 'Errors tell a caller nothing but their code, a sentence and the request id.',
      P7: 'Events and contexts are logged through a list of what may be.',
    },
  },
  {
    title: 'Who may',
    requirements: {
      A1: "Another person's resource is answered like a missing one, on every route.",
      A2: 'Every route for signed-in people answers 401 without a session.',
      A3: 'Unknown fields are refused, so nobody sets what is not his to set.',
      A4: 'Callers are limited, and no vendor is paid twice for one command.',
      A5: 'Nothing but the session tells who is asking.',
    },
  },
  {
    title: 'Our deliveries',
    requirements: {
      D1: 'Retries follow a schedule with jitter, never two at once for one message.',
      D2: 'Redirects are failures; a slow or busy receiver is given time; Retry-After is followed, within bounds.',
      D3: 'What can not be delivered is parked, seen and can be sent again; a receiver that fails for days is switched off.',
      D4: 'Each attempt has the same id and a signature of its own, and carries no personal value.',
      D5: 'Only public addresses are called, looked at after their name was resolved.',
    },
  },
  {
    title: 'Vendors',
    requirements: {
      V1: 'Every answer and every error code is understood or is a failure, never half-understood.',
      V2: 'Every call ends before its function does.',
      V3: 'The same picture gives the same answer of a stand-in.',
      V4: 'Scores decide only by thresholds that have a name.',
    },
  },
  {
    title: 'Configuration',
    requirements: {
      C1: 'What is missing is told all at once, before the first event.',
      C2: 'Production refuses placeholders and stand-ins.',
      C3: 'Secrets print as dots.',
      C4: 'The variables of serverless.yml are those that are read.',
    },
  },
  {
    title: 'The laptop is like the cloud',
    requirements: {
      L1: 'The same journeys pass through every door.',
      L2: 'Instances are started, kept and ended as by the platform.',
      L3: 'A function gets the documented context and nothing of the machine.',
      L4: 'A use case that is too slow is answered before the platform ends it.',
      L5: 'Bodies, headers and queries arrive in every form that the gateways send.',
      L6: 'After `npm ci` the tests need nothing but loopback: all else is refused to Node, PostgreSQL and Chromium.',
    },
  },
  {
    title: 'Hygiene',
    requirements: {
      H1: 'Files import along the arrows of the design only, without cycles, and each is used.',
      H2: 'Fixtures, refusals, states, routes and generated pages are complete and current.',
      H3: 'No test is switched off, and each expects something.',
      H4: 'Every id of this page has a test, and every id that a test names is on it.',
    },
  },
];

/** Statement by id. */
export const REQUIREMENTS: Readonly<Record<string, string>> = Object.assign(
  {},
  ...REQUIREMENT_FAMILIES.map(({ requirements }) => requirements),
);
