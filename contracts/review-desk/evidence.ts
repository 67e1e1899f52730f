import * as z from 'zod/mini';
import type { Told } from '../kit/told.ts';
import { text } from './values.ts';

const pixels = z.number().check(z.minimum(0), z.maximum(100_000));
const corner = z.tuple([pixels, pixels]);

/**
 * A line of print in a picture: its corners from the upper left in the direction of reading, x and y in pixels from the upper
 * left of the picture that `link` reads.
 */
export const place = z.tuple([corner, corner, corner, corner]);
export type Place = Told<typeof place>;

/** What another source says of a value that was typed. */
export const machineValue = z.looseObject({
  /** Its path in this package. */
  field: text(200),
  /**
   * `read` from a picture · the commercial `register`. Others may be added. In a hand-held photo of a person with their ID card, and
   * in their commitment letter, only the number is looked for; without an entry nobody knows where it stands.
   */
  source: text(40),
  /**
   * `silent`: it was asked and gave no answer, or the picture does not show the value; that is no agreement.
   */
  agreement: z.enum(['same', 'differs', 'silent']),
  /** What was read, in clear; dates as 2031-05-06 or `long-term`. The register does not tell its values. */
  value: z.optional(z.string()),
  /** 0 to 1, as the vendor states it; absent where it states none. */
  confidence: z.optional(z.number()),
  /** Whether a second source has the same, or what speaks for it is enough. What is not sure wants a person's look. */
  isSure: z.optional(z.boolean()),
  /** Id of the picture that it was read from. */
  document: z.optional(text(100)),
  /**
   * Where the value stands in that picture, one place for each line of print, and for each time that a number is printed. Absent
   * where nobody looked, or no line has the value.
   */
  places: z.optional(z.array(place).check(z.maxLength(50))),
});
export type MachineValue = Told<typeof machineValue>;

/** The liveness check that counts for a website. Similarities are 0 to 100, beside the least that passes. */
export const seenLiveness = z.looseObject({
  /** `website:<id>`. */
  subject: text(200),
  /** `passed`, or `failed`: no try was left, and the desk decides. */
  state: text(40),
  /** How similar the filmed person is to the photo and to the authority's picture, the lower of both. */
  similarity: z.optional(z.number()),
  /** From where on it is the same person to the service. */
  threshold: z.number(),
  /**
   * Ids of the documents with key frames of the film, of the kind `liveness-frame`, the vendor's best first. Absent where the
   * vendor returned none, where the check was not passed, and before version 1.1.0.
   */
  frames: z.optional(z.array(text(100)).check(z.maxLength(10))),
  /** Id of the ID card that the photo was compared with. */
  portrait: z.optional(text(100)),
  /** How similar the photo is to the portrait on that card; absent where no face could be compared. */
  portraitSimilarity: z.optional(z.number()),
  /** Lower than `threshold`, because the portrait may be twenty years old. */
  portraitThreshold: z.number(),
  /** `vendor`, or `none`: a demonstration, which proves no identity. */
  assurance: z.optional(text(40)),
  /** Why the last try failed, in Chinese. */
  reasons: z.array(z.string()),
});
export type SeenLiveness = Told<typeof seenLiveness>;

/** The server of a website, as the cloud told of it when the round was handed in. */
export const seenServer = z.looseObject({
  /** `website:<id>`. */
  subject: text(200),
  publicIps: z.array(text(100)).check(z.maxLength(100)),
});

/** What the province's authority wants to read in a field, whether the value says so or not. In Chinese. */
export const demand = z.looseObject({
  /** Its path in this package. */
  field: text(200),
  ruleId: text(40),
  message: z.string(),
});

/**
 * What machines read, compared and measured when the round was handed in, beside the findings. A field without an entry was not
 * asked about, and only `same` means that a source agrees. What is filed already stands in `change`, the round before in
 * the package of that round.
 */
export const evidence = z.looseObject({
  values: z.array(machineValue),
  /** None for a website without a check. */
  liveness: z.array(seenLiveness),
  /** None for a server that the cloud told nothing of. Absent before version 2.2.0. */
  servers: z.optional(z.array(seenServer)),
  /** Of the province in which it is filed, about remarks. Absent before version 2.2.0. */
  demands: z.optional(z.array(demand)),
});
export type MachineEvidence = Told<typeof evidence>;
