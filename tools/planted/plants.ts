/** A bug, as a change of one file of the product. It is only ever made in a copy of the working tree. */
interface Bug {
  readonly kind: string;
  /** The test files that name the requirement: one of them must fail. */
  readonly tests: readonly [string, ...string[]];
  /** What no longer works, for the table. */
  readonly what: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly search: string;
  readonly replace: string;
}

/** Every bug that can be planted, one of each kind. */
export const PLANTS = [
  // Anybody who knows an id gets at what belongs to another account.
  {
    kind: 'owner-check',
    tests: ['tests/security/crawl.service.test.ts'],
    what: 'a filing is shown to anybody',
    file: 'shared/adapters/postgres/filings/filings.ts',
    search: '{ id: filingId, applicant_id: applicantId }',
    replace: '{ id: filingId }',
  },
  // Data of a person who has withdrawn their consent is processed.
  {
    kind: 'consent-check',
    tests: ['tests/security/privacy.service.test.ts'],
    what: 'an upload is granted without consent',
    file: 'functions/upload/grant-upload.ts',
    search: `if (!(await ports.consents.isInForce(applicantId))) throw new Refused('consent.missing');`,
    replace: '',
  },
  // One account, or one address, may call without end.
  {
    kind: 'limit',
    tests: ['platform/edge/limits.database.test.ts'],
    what: 'no call is counted',
    file: 'platform/edge/http-function.ts',
    search: `if (!('unlimited' in operation.limits)) await keepLimits(operation.limits, call, await edge.callerLimits());`,
    replace: '',
  },
  // The same, although accounts come and go.
  {
    kind: 'account-limit',
    tests: ['tests/security/limits-outlive-accounts.database.test.ts'],
    what: 'limits are counted by account, and begin anew with the next one',
    file: 'shared/adapters/postgres/accounts/limited-person.ts',
    search: `seal.blindIndexes('limited-person', way)`,
    replace: `seal.blindIndexes('limited-person', \`\${account.id} \${way}\`)`,
  },
  // A person's name is in the log.
  {
    kind: 'logged-name',
    tests: ['tests/security/erasure.laptop.test.ts'],
    what: 'the log holds whatever is sent',
    file: 'platform/edge/http-function.ts',
    search: 'const ports = await resolvePorts(room.ports);',
    replace: `const ports = await resolvePorts(room.ports);
  console.log(JSON.stringify({ level: 'info', name: input.body }));`,
  },
  // A personal value leaves a function in clear.
  {
    kind: 'clear-value',
    tests: ['tests/security/clear-values.journey.test.ts'],
    what: 'the error about an unknown contact holds an ID number',
    file: 'functions/contacts/contact-code.ts',
    search: `if (!contact) throw new Refused('contact.unknown');`,
    replace: `if (!contact) throw new Refused('contact.unknown', { idNumber: contents.principal?.idNumber });`,
  },
  // A captured message between the filing service and the desk is worth something.
  {
    kind: 'captured-message',
    tests: ['tests/security/signed-messages.laptop.test.ts'],
    what: 'an id stands for any number of messages',
    file: 'platform/edge/signed-caller.ts',
    search: `noted === 'other' || `,
    replace: '',
  },
  // More than one of several concurrent changes wins, and one of them is lost. The other guards of versions fail only when two
  // instances meet within a millisecond, so a run would not notice them; their tests do.
  {
    kind: 'version-guard',
    tests: ['shared/adapters/postgres/filings/change-filing.database.test.ts'],
    what: 'a filing is changed whatever has happened meanwhile',
    file: 'shared/adapters/postgres/filings/save-change.ts',
    search: `.where('id', '=', row.id)
    .where('version', '=', before.version)`,
    replace: `.where('id', '=', row.id)`,
  },
  // Something that began with consent goes on without it.
  {
    kind: 'late-consent-check',
    tests: ['functions/ocr/consent.laptop.test.ts', 'functions/liveness/consent.laptop.test.ts'],
    what: 'a certificate is read that arrived with consent',
    file: 'functions/ocr/asked-places.ts',
    search: `if (!(await consents.isInForce(applicantId))) throw new Refused('consent.missing');`,
    replace: 'if (!consents) throw new Refused(applicantId as never);',
  },
  // An erasure leaves something.
  {
    kind: 'erasure-step',
    tests: ['tests/security/erasure.laptop.test.ts'],
    what: 'stored replies of an erased account stay',
    file: 'shared/adapters/postgres/erasure/erasure.ts',
    search: `await alone(() => database.sql.deleteFrom('reply').where('applicant_id', '=', accountId).execute());`,
    replace: '',
  },
  // A list is passed by writing a value another way.
  {
    kind: 'normal-form',
    tests: ['desk/functions/api/cases/ten-ways.database.test.ts', 'contracts/normal-forms/ten-ways.test.ts'],
    what: 'people are compared with the black list as they are written',
    file: 'desk/domain/cases/case.ts',
    search: `['person', certificateForm(textIn(idNumber))]`,
    replace: `['person', textIn(idNumber)]`,
  },
  // Somebody can't end a record that they hold, or go when it has ended.
  {
    kind: 'record-end',
    tests: ['tests/journeys/record-lives.database.test.ts'],
    what: 'the code of an ending takes its record for a filing',
    file: 'functions/records/plan-ending.ts',
    search: `filingId: undefined },
    recordId: address.recordId,`,
    replace: 'filingId: String(address.recordId) },',
  },
  // A stolen token, whose owner signed in long ago, becomes lasting access.
  {
    kind: 'old-sign-in',
    tests: ['functions/session/fresh-sign-in.laptop.test.ts'],
    what: 'a sign-in of any age is fresh',
    file: 'shared/application/session-caller.ts',
    search: 'if (operation.freshSignIn && !(authenticatedAt && isFreshSignIn(authenticatedAt, clock.now())))',
    replace: 'if (operation.freshSignIn && !authenticatedAt)',
  },
  // What was shown is shown on to whoever has the link.
  {
    kind: 'view-link',
    tests: ['functions/session/devices.laptop.test.ts'],
    what: 'links outlive the sign-out of a device',
    file: 'functions/session/sign-out.ts',
    search: 'await endViewsOf(body.secret, ports);',
    replace: '',
  },
  // Strangers use up what customers need.
  {
    kind: 'stranger-code',
    tests: ['functions/session/stranger-proof.laptop.test.ts'],
    what: 'a stranger has a second code without a proof',
    file: 'functions/session/stranger-proof.ts',
    search:
      'if ((await callerLimits.countCall({ ...counted, subjects, times: WITHOUT_PROOF.times })) > 0) return false;',
    replace: '',
  },
  {
    kind: 'shared-code-count',
    tests: ['shared/application/code-sender.database.test.ts'],
    what: 'codes of all purposes to a number have one count',
    file: 'shared/application/code-sender.ts',
    search: "isUnproven ? 'stranger' : purpose",
    replace: "isUnproven ? 'stranger' : 'stranger'",
  },
  // Somebody of the staff looks, and leaves no trace.
  {
    kind: 'unnoted-look',
    tests: ['desk/functions/api/cases/gate.database.test.ts'],
    what: 'what is shown in clear is in no chain',
    file: 'desk/functions/api/cases/gate.ts',
    search: 'await ports.auditLog.append({ caseId, at, actor: staffId, action, facts });',
    replace: 'void [action, facts];',
  },
  // Somebody of the staff learns whose a value is by trying values out, and it counts nowhere.
  {
    kind: 'uncounted-guess',
    tests: ['desk/functions/api/every-candidate.database.test.ts'],
    what: 'a phone with dots is looked for as a domain, without a reason and a count',
    file: 'desk/functions/api/cases/find-cases.ts',
    search: `const isOfPeople = keys.some(({ kind }) => kind !== 'domain');`,
    replace: `const isOfPeople = keys.some(({ kind }) => kind !== 'domain') && !text.includes('.');`,
  },
  // One person alone decides, or types, what takes two.
  {
    kind: 'four-eyes',
    tests: ['desk/functions/api/cases/leaving.database.test.ts'],
    what: 'a decision leaves whatever has come up against it meanwhile',
    file: 'desk/adapters/postgres/cases/decisions.ts',
    search: `if (row?.state === 'decided' && (await isHeldBack(due, row))) return 'held-back';`,
    replace: 'void isHeldBack;',
  },
  {
    kind: 'typed-numbers',
    tests: ['tests/desk/authority.database.test.ts'],
    what: 'numbers count as soon as somebody has typed them',
    file: 'desk/adapters/postgres/authority/authority-answers.ts',
    search: `takes_two: numbers !== undefined,
        state: numbers ? 'to-confirm' : 'waiting',`,
    replace: `takes_two: false, state: 'waiting',`,
  },
  // What the desk's chains say and what its rows hold differ.
  {
    kind: 'unlike-rows',
    tests: ['desk/application/verify-chains.database.test.ts'],
    what: 'a change of settings is in no chain',
    file: 'desk/adapters/postgres/cases/catalogue.ts',
    search: 'for (const row of rows)\n        await noteRow({ database, hash }, table, row',
    replace: 'for (const row of rows.slice(rows.length))\n        await noteRow({ database, hash }, table, row',
  },
  // A record comes to where the only way on is a wrong one.
  {
    kind: 'way-on',
    tests: ['tests/journeys/odd-lives.database.test.ts'],
    what: 'an organizer without websites is filed for the first time once more',
    file: 'shared/domain/rules/process/filing-type.ts',
    search: 'refuses: (record) => record.websites === 0 && !isOthers(record),',
    replace: 'refuses: () => false,',
  },
  // A film that was used can be used again once its person is erased.
  {
    kind: 'gone-fingerprint',
    tests: ['shared/adapters/postgres/documents/seen-media.database.test.ts'],
    what: 'fingerprints of recordings go with the erasure',
    file: 'shared/adapters/postgres/erasure/erasure.ts',
    search: 'await unlinkMedia(filingIds);',
    replace: `await database.sql.deleteFrom('seen_media').where('filing_id', 'in', filingIds).execute();`,
  },
] as const satisfies readonly Bug[];

export type Plant = (typeof PLANTS)[number];
export type PlantKind = Plant['kind'];

/** The text of a file with a bug. @throws Error when the text has changed so that the bug no longer fits. */
export function planted(text: string, { what, file, search, replace }: Bug): string {
  const parts = text.split(search);
  if (parts.length !== 2) throw new Error(`${file}: what is replaced for "${what}" occurs ${parts.length - 1} times`);
  return parts.join(replace);
}
