/**
 * The service's requirements besides the rules of filing, by title of their group, and by the id that the tests of each
 * name in brackets.
 */
export const REQUIREMENT_GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Incoming verdicts': {
    W1: 'The signature covers id, time and the raw bytes of the body; a changed byte is refused.',
    W2: "We verify the reference package's signatures, and it verifies ours.",
    W3: 'The timestamp is in whole seconds, at most 300 before or after now.',
    W4: 'Of several signatures one valid v1 is enough; two secrets are valid during a rotation.',
    W5: 'Signatures are compared in constant time, whatever their length.',
    W6: 'A missing, short or placeholder secret keeps the function from starting.',
    W7: 'A message that is delivered twice, concurrently or after a crash, has one effect and is acknowledged both times.',
    W8: 'The receipt of a message is committed together with its effect, and kept longer than any sender retries.',
    W9: 'Verdicts out of order end in the same state as in order; unknown ones are stored and raise an alarm.',
    W10: 'A wrong signature gets 401; the reply echoes nothing and nothing is written.',
    W11: 'A lost message is repaired by the next status sync.',
  },
  'Idempotency-Key on commands': {
    I1: 'Commands that must not run twice are refused without a key.',
    I2: 'The same key and body give the same bytes and one effect.',
    I3: 'The same key with another body is refused.',
    I4: 'While the first call runs the second is refused; when the first has died the second takes over.',
    I5: 'A key belongs to one person and one route.',
    I6: 'A crash at any step and a retry together have one effect.',
    I7: 'Refusals before the command runs, and failures, are not stored as replies.',
    I8: 'Keys have 20 to 255 characters and are kept at least a day.',
  },
  'States and races': {
    S1: 'Of all pairs of state and event, those in the table change the state and all others change nothing.',
    S2: 'Of twenty identical concurrent submissions one is carried out, with one message to the desk.',
    S3: 'Of two verdicts that exclude each other exactly one wins.',
    S4: 'The history replayed from the beginning gives the stored state, without gaps.',
    S5: 'A process that dies between two statements leaves all or nothing.',
    S6: 'Nothing is submitted without its papers, a valid liveness check and the accepted terms.',
    S7: 'What concurrent clients saw fits some order of the table.',
  },
  Uploads: {
    U1: 'A grant is for one key, one type and a range of lengths, for at most 15 minutes.',
    U2: 'Type and length are bound by the signature, and checked again when the file has arrived.',
    U3: 'Keys are random, of at least 128 bits, and never derived from user input.',
    U4: 'A file whose content does not match its type is refused and deleted.',
    U5: 'Pixels are counted before anything is decoded; broken and empty files are refused.',
    U6: 'Photos lose their metadata (place, device), and move to a key that no client knows.',
    U7: 'The object that was checked is the one that is kept, whatever is written meanwhile.',
    U8: 'Knowing a key is not enough to read; links are valid for at most five minutes.',
    U9: "A person's files and bytes per day are limited.",
    U10: 'Repeated and foreign events change nothing; unusual characters in keys survive.',
    U11: 'The stand-in refuses what COS refuses.',
  },
  'Personal data': {
    P1: 'Every column has a class, in docs/data.md and in a test.',
    P2: 'No personal value is in a log line, an error, a URL or a return value.',
    P3: 'Replies are masked; clear values are shown through short-lived links, and each view is recorded.',
    P4: 'Sealing is authenticated and names its key; keys can be rotated while people file.',
    P5: 'Expired data are deleted in batches that can be resumed, and counted.',
    P6: 'Errors tell a caller only their code, a sentence and the request id.',
    P7: 'Events and contexts are logged through an allowlist.',
    P8: 'A sealed value opens in its own table, column and row only.',
  },
  'Who may': {
    A1: "Another person's resource gets the same reply as a missing one, on every route.",
    A2: 'Every route for signed-in people replies 401 without a session.',
    A3: 'Unknown fields are refused, so that no caller sets a field that is not theirs.',
    A4: 'Callers are limited, and no vendor is paid twice for one command.',
    A5: 'Only the session identifies the caller.',
  },
  'Our deliveries': {
    D1: 'Retries follow a schedule with jitter, never two at once for one message.',
    D2: 'Redirects are failures; a slow or busy receiver gets time; Retry-After is followed, within bounds.',
    D3: 'Messages that can not be delivered are parked, visible and can be sent again; a receiver that fails for days is disabled.',
    D4: 'Each attempt has the same id and its own signature, and contains no personal value.',
    D5: 'Only public addresses are called; the address is checked after the name is resolved.',
  },
  Vendors: {
    V1: 'Every reply and every error code is either understood or a failure.',
    V2: 'Every call times out before its function does.',
    V3: 'The same picture gets the same reply from a stand-in.',
    V4: 'Scores decide only by named thresholds.',
  },
  Configuration: {
    C1: 'Everything that is missing is reported at once, before the first event.',
    C2: 'Production refuses placeholders and stand-ins.',
    C3: 'Secrets print as dots.',
    C4: 'The variables of serverless.yml are exactly those that the code reads.',
  },
  'The laptop is like the cloud': {
    L1: 'The same journeys pass through every door.',
    L2: 'Instances start, stay warm and end as on the platform.',
    L3: 'A function gets the documented context and nothing of the machine.',
    L4: 'A use case that is too slow gets a reply before the platform ends it.',
    L5: 'Bodies, headers and queries are accepted in every form that the gateways send.',
    L6: 'After `npm ci` the tests need loopback only: everything else is blocked for Node, PostgreSQL and Chromium.',
  },
  Hygiene: {
    H1: 'Files import along the arrows of the design only, without cycles, and each is used.',
    H2: 'Fixtures, refusals, states, routes and generated pages are complete and current.',
    H3: 'No test is disabled, and each expects something.',
    H4: 'Every id of this page has a test, and every id that a test names is on it.',
  },
};

/** Statement by id. */
export const REQUIREMENTS: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(REQUIREMENT_GROUPS));
