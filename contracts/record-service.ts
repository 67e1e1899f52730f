import * as z from 'zod/mini';
import { defineContract } from './kit/contract.ts';

const number = z.string().check(z.minLength(1), z.maxLength(100));

/** Which records the filing service asks about. */
const recordQuery = z.strictObject({
  /** Credit code or number of an ID card, capital letters. */
  certificateNumber: z.string(),
  /**
   * The filing service's id of the account that asks; left out when nobody has signed in. Only a provider who knows to which of
   * his own accounts it belongs can answer `this-account`.
   */
  accountId: z.optional(z.guid()),
  /**
   * Registrable names in lower case, ASCII (punycode): those of one filing that the filing service has not filed itself; none when
   * it only asks about the organizer.
   */
  domains: z.array(z.string()).check(z.maxLength(10)),
});

export const organizerRecord = z.object({
  /** 主体备案号. */
  number,
  /**
   * Whether it was filed through this provider, and under the account that asks. What was filed through the filing service
   * itself is not asked about; this is about the provider's other ways in.
   */
  filedHere: z.enum(['this-account', 'other-account', 'no']),
  /** Live websites; 0 is an empty shell. */
  websites: z.int().check(z.nonnegative()),
});

export const domainRecord = z.object({
  /** 网站备案号. */
  number,
  /** Whether the organizer with this certificate number filed it. */
  sameOrganizer: z.boolean(),
  /** Whether it is connected through this provider. */
  connectedHere: z.boolean(),
});

/** All records. An answer that leaves out a domain is none. */
export const recordAnswer = z.object({
  /** Null when the organizer is filed nowhere. */
  organizer: z.nullable(organizerRecord),
  /** For each domain that was asked about its record, or null when it is filed nowhere. */
  domains: z.record(z.string(), z.nullable(domainRecord)),
});

const values = z.looseObject({});

/** A whole record. */
export const recordDetails = z.object({
  /** 主体备案号. */
  number,
  /** GB/T 2260 code of the province, such as `440000`. */
  region: z.string().check(z.regex(/^\d{6}$/)),
  organizerKind: z.enum(['enterprise', 'individual']),
  certificateType: z.enum(['business-licence', 'id-card']),
  certificateNumber: z.string(),
  /** As `organizer` of a package in `docs/api/review-desk.yaml`. */
  organizer: z.optional(values),
  /** As `principal` of a package; its `mobile` is sent the code. */
  principal: values,
  websites: z
    .array(
      z.object({
        /** 网站备案号. */
        number,
        domains: z.array(z.string()).check(z.minLength(1), z.maxLength(100)),
        /** As `websites[].details` of a package. */
        details: z.optional(values),
        /** As `websites[].siteOwner` of a package. */
        siteOwner: z.optional(values),
        /** As `websites[].cloudService` of a package; left out where it is not connected through this provider. */
        cloudService: z.optional(values),
      }),
    )
    .check(z.maxLength(500)),
});

const limits = { unlimited: 'only the filing service can sign' };

/** What the filing service asks a record service. */
export const recordService = defineContract({
  queryRecords: {
    method: 'POST',
    path: '/v1/record-queries',
    summary: 'The records of an organizer and of the domains that it wants to file',
    caller: 'desk',
    asks: true,
    limits,
    message: recordQuery,
    reply: recordAnswer,
  },
  /**
   * Asked when somebody claims a record (认领) that came to the provider on another way: they have uploaded the organizer's
   * certificate, and the principal is sent a code at the number of this answer before anything of it is used. A provider who
   * tells of none answers 404. Records of the filing service itself are not asked about.
   */
  queryRecordDetails: {
    method: 'POST',
    path: '/v1/record-details',
    summary: 'A whole record that an account may claim',
    caller: 'desk',
    asks: true,
    limits,
    message: z.strictObject({
      /** Credit code or number of an ID card, capital letters. */
      certificateNumber: z.string(),
      /** The filing service's id of the account that claims. */
      accountId: z.guid(),
    }),
    reply: z.object({
      /** Null when there is none that may be claimed. */
      record: z.nullable(recordDetails),
    }),
  },
});
