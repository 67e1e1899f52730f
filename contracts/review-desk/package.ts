import * as z from 'zod/mini';
import { plainShape } from '../forms/form-check.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../forms/form-fields.ts';
import type { Told } from '../kit/told.ts';
import { evidence } from './evidence.ts';
import { filingNumbers } from './filing-numbers.ts';
import { count, filingId, text } from './values.ts';

// Objects are open: a desk keeps what it does not know, and the hash is over everything.

/** What the machine noticed and let pass. `severity` as in docs/rules.md. */
export const packedFinding = z.looseObject({
  ruleId: text(40),
  severity: text(20),
  field: text(200),
  /** In Chinese. */
  message: z.string(),
});
export type PackedFinding = Told<typeof packedFinding>;

/** A document of a package as it is frozen. */
const packedDocument = z.looseObject({
  id: text(100).check(z.minLength(1)),
  /** Such as `business-licence`, `id-front`, `commitment-letter`, `liveness-video`, `liveness-frame`. */
  kind: text(100),
  /** The kind in Chinese. */
  label: text(200),
  /** `organizer`, `principal` or `website:<id>`. */
  subject: text(200),
  contentType: text(100),
  /** Whether a certificate that a machine reads could be read. Absent for every other kind. */
  isRead: z.optional(z.boolean()),
  /**
   * What was noticed in this picture. Those that are not `info` stand among the `findings` of the package, too. MT-97
   * (letter) and MT-98 (hand-held photo) say which parts a machine found (`info`), and what it missed and the applicant left to
   * you (`warn`).
   */
  findings: z.optional(z.array(packedFinding)),
});
export type PackedDocument = Told<typeof packedDocument>;

/** A document of a package as it is sent. */
export const linkedDocument = z.extend(packedDocument, {
  /** Reads the document for five minutes. */
  link: z.url({ protocol: /^https?$/ }),
});

/** What came of one flagged item of the round before. */
export const packedRepair = z.looseObject({
  /** Its place in the verdict's `flagged`, from 1. */
  item: z.int().check(z.minimum(1)),
  /** Its path in this package. Another than in the verdict when a website before it was taken out. */
  field: text(200),
  /** Whether something else stands there than in the round before, apart from spaces; otherwise there is a word. */
  changed: z.boolean(),
  /** Why it stays as it is, or what to know about the change; one line of the applicant's own text. */
  word: z.optional(text(200)),
});
export type PackedRepair = Told<typeof packedRepair>;

/** A value that a change makes different. */
export const packedDifference = z.looseObject({
  /** Its path in this package. */
  field: text(200),
  /** What is filed; absent where nothing is. */
  before: z.optional(z.unknown()),
  /** What shall be filed; absent where nothing shall be. */
  after: z.optional(z.unknown()),
});
export type PackedDifference = Told<typeof packedDifference>;

/** What a change makes of a record, old beside new. The domains of a website are a list. */
export const packedChange = z.looseObject({
  /** Those that are filed: a change gives no others. */
  numbers: z.optional(filingNumbers),
  /** The version of the record that the change starts from. */
  version: z.optional(z.int()),
  items: z.array(packedDifference),
});
export type PackedChange = Told<typeof packedChange>;

/**
 * Why something ends, confirmed by a code to the principal or the site owner. `websites` of the package are those that end. An
 * end of access needs no SMS verification: `sms-waiting` and `sms-done` are sent at once. After `sms-timed-out` it is over, and
 * nothing has ended. `approved` has no numbers.
 */
export const packedEnding = z.looseObject({
  /** `not-run`, `moved`, `organizer-ends`, `other-province`, `filed-wrongly` or `other`. */
  reason: text(40),
  /** Rules whose warning the applicant has confirmed. */
  confirmed: z.optional(z.array(z.string())),
  /** The filed phone is lost; a declaration and certificates in `documents` stand for its code and are to be reviewed. */
  byPapers: z.optional(z.boolean()),
});
export type PackedEnding = Told<typeof packedEnding>;

/** What was typed, without limits: any field may be missing, and there may be fields that nobody here knows. */
const organizerForm = z.partial(z.looseObject(plainShape(ORGANIZER)));
const personForm = z.partial(z.looseObject(plainShape(PERSON)));
const websiteForm = z.partial(z.looseObject(plainShape(WEBSITE)));

const packedWebsite = z.looseObject({
  id: text(100),
  domain: text(300),
  details: z.optional(websiteForm),
  siteOwner: z.optional(personForm),
});

/** What the applicant filled in, in clear. Paths into it (`websites.0.details.remark`) name fields in verdicts. */
export const packageData = z.looseObject({
  /**
   * `first`, `new-website`, `new-access`, `change`, `end-access`, `cancel-website` or `cancel-organizer`. `recovery` is none of the
   * authority's: whoever has lost the account that holds the record shows the `documents`, to be compared with what is filed.
   * `accepted`, `returned` or `declined` decides it, and nothing follows; its `filingId` is of no filing.
   */
  filingType: text(40),
  /** Province, kind of organizer, certificate, domain and cloud service that were checked first; fixed since. */
  eligibility: z.looseObject({
    region: z.optional(text(20)),
    organizerKind: z.optional(text(40)),
    certificateType: z.optional(text(40)),
    certificateNumber: z.optional(text(100)),
    domain: z.optional(text(300)),
    cloudService: z.optional(z.unknown()),
  }),
  /**
   * An enterprise has a `legalRepresentative` (法人姓名). `investor` (投资人或主管单位) is absent where it is the unit itself.
   */
  organizer: organizerForm,
  /**
   * As every `siteOwner` in `websites`. `certificateType` is a code of `GET /v1/reference/person-certificates` (absent in rounds
   * before November 2026: `id-card`), `idNumber` the number of that certificate. `officePhone` is a landline, beside `mobile` and
   * `emergencyPhone`. What no machine verified is among the `findings` (PN-92, MT-94).
   */
  principal: personForm,
  websites: z.array(packedWebsite),
  documents: z.array(linkedDocument).check(z.maxLength(500)),
  /**
   * What the machine noticed in the pre-check and in the documents, and let pass. `CT-90` names the mobile numbers of a person that
   * no one-time code has confirmed, and their mailbox with them, `CT-91` a mailbox alone: once a person, at the first such field,
   * and an address that stands in several places at the first of them. What no such finding names was reached.
   */
  findings: z.array(packedFinding),
  /** Absent in rounds before 28 November 2026, and of endings without papers. */
  evidence: z.optional(evidence),
  /** What a `change` makes different. Everything else in `data` is as it is filed. */
  change: z.optional(packedChange),
  /** Only `end-access`, `cancel-website` and `cancel-organizer` have it, beside `numbers`. */
  ending: z.optional(packedEnding),
  /**
   * The numbers of what ends; of a new website or access, the one under which its organizer is filed, and those of websites that are,
   * as far as they were known when it was handed in; an access has that of its website. Its approval gives no others.
   */
  numbers: z.optional(filingNumbers),
  /**
   * False: the ending waits for the authority already. Its first verdict is `queued` or `sms-waiting`, and an `accepted`
   * changes nothing.
   */
  initialReview: z.optional(z.boolean()),
  /**
   * What came of each item of the verdict that returned the round before. Every item is changed, or has a word of the applicant, or
   * both. Items of a website that was taken out of the filing are left out. Absent in a round that the applicant reworked as
   * a whole, after withdrawing it or after the time for corrections.
   */
  repairs: z.optional(z.array(packedRepair)),
});

/** One round of a filing. */
export const filingPackage = z.object({
  filingId,
  /** How often the filing has been handed in, this time included. */
  round: count,
  /**
   * SHA-256 of `data` without the documents' `link`s, as JSON with sorted keys and without spaces (RFC 8785). The same on every
   * attempt at a round.
   */
  contentHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  data: packageData,
});
/** With everything that nobody here knows. */
export type ReceivedPackage = z.output<typeof filingPackage>;
