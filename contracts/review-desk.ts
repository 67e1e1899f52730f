import * as z from 'zod/mini';

/**
 * What the filing service sends to the desk, as the desk reads it (`docs/api/review-desk.yaml`). Fields that are not named
 * here stay in the package as they came.
 */

const round = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));
const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const filingId = z.pipe(
  z.guid(),
  z.transform((id: string) => id.toLowerCase()),
);

const finding = z.looseObject({ ruleId: text(40), severity: text(20), field: text(200), message: z.string() });

const pixels = z.number().check(z.minimum(0), z.maximum(100_000));
const corner = z.tuple([pixels, pixels]);
const place = z.tuple([corner, corner, corner, corner]);

/** Names of sources and states are open: others may be added. */
const evidence = z.looseObject({
  values: z.array(
    z.looseObject({
      field: text(200),
      source: text(40),
      agreement: z.enum(['same', 'differs', 'silent']),
      value: z.optional(z.string()),
      confidence: z.optional(z.number()),
      isSure: z.optional(z.boolean()),
      document: z.optional(text(100)),
      places: z.optional(z.array(place).check(z.maxLength(50))),
    }),
  ),
  liveness: z.array(
    z.looseObject({
      subject: text(200),
      state: text(40),
      similarity: z.optional(z.number()),
      threshold: z.number(),
      frames: z.optional(z.array(text(100)).check(z.maxLength(10))),
      portrait: z.optional(text(100)),
      portraitSimilarity: z.optional(z.number()),
      portraitThreshold: z.number(),
      assurance: z.optional(text(40)),
      reasons: z.array(z.string()),
    }),
  ),
});

export const linkedDocument = z.looseObject({
  id: text(100).check(z.minLength(1)),
  kind: text(100),
  label: text(200),
  subject: text(200),
  contentType: text(100),
  isRead: z.optional(z.boolean()),
  findings: z.optional(z.array(finding)),
  link: z.url({ protocol: /^https?$/ }),
});

const repair = z.looseObject({
  item: z.int().check(z.minimum(1)),
  field: text(200),
  changed: z.boolean(),
  word: z.optional(text(200)),
});

/** `data` of a package. */
export const packageData = z.looseObject({
  filingType: text(40),
  eligibility: z.looseObject({ region: z.optional(text(20)) }),
  organizer: z.looseObject({ name: z.optional(z.string()) }),
  principal: z.looseObject({}),
  websites: z.array(
    z.looseObject({
      id: text(100),
      domain: text(300),
      details: z.optional(z.looseObject({ preApprovals: z.optional(z.unknown()) })),
    }),
  ),
  documents: z.array(linkedDocument).check(z.maxLength(500)),
  findings: z.array(finding),
  evidence: z.optional(evidence),
  change: z.optional(z.looseObject({ items: z.array(z.looseObject({ field: text(200) })) })),
  repairs: z.optional(z.array(repair)),
});

/** `Package`. */
export const filingPackage = z.object({
  filingId,
  round,
  contentHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  data: packageData,
});
export type FilingPackageIn = z.output<typeof filingPackage>;

/** The body of `withdrawFiling`. */
export const withdrawal = z.object({ round });

/** The body of `queryVerdicts`. */
export const verdictQuery = z.object({
  filings: z
    .array(z.object({ filingId, round, after: z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1)) }))
    .check(z.maxLength(100)),
});

/** The id in a path. */
export const filingIdInPath = filingId;

/** A verdict as it is written, in the webhook and in replies. */
export const writtenVerdict = z.object({
  filingId: z.string(),
  round,
  sequence: round,
  kind: z.string(),
  at: z.string(),
  flagged: z.array(
    z.object({ field: text(200), reason: text(500), suggestion: z.optional(z.union([text(500), z.undefined()])) }),
  ),
  amendments: z.optional(
    z
      .array(z.object({ field: text(200), before: text(500), after: text(500), reason: text(500) }))
      .check(z.maxLength(20)),
  ),
  numbers: z.optional(z.object({ organizer: text(50), websites: z.record(text(100), text(50)) })),
});
