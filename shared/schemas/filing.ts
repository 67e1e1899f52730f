import * as z from 'zod/mini';
import { day, divisionCode, id, instant, line, text } from './words.ts';

export const organizerKind = z.enum(['enterprise', 'individual']);
export const certificateType = z.enum(['business-licence', 'id-card']);
export const filingType = z.enum(['first', 'new-website', 'new-access', 'change', 'cancellation']);
export const filingState = z.enum([
  'draft',
  'submitted',
  'returned',
  'queued',
  'sms-verification',
  'authority-review',
  'authority-returned',
  'approved',
  'revoked',
  'abandoned',
  'expired',
]);

/** A server or load balancer of the cloud account. */
export const cloudResource = z.strictObject({
  product: z.enum(['cvm', 'lighthouse', 'clb']),
  resourceId: z.string().check(z.regex(/^[a-z]+-[a-z0-9]{4,20}$/)),
  region: z.string().check(z.regex(/^[a-z]{2}-[a-z0-9-]{3,30}$/)),
});

/** 备案云服务: a resource of the cloud account, or an authorization code. */
export const cloudService = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resource'), ...cloudResource.shape }),
  z.strictObject({ kind: z.literal('authorization-code'), code: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)) }),
]);

/** The six inputs of 验证备案类型. What they mean is for the rules to judge; here only their shape counts. */
export const eligibilityInput = z.strictObject({
  region: divisionCode,
  organizerKind,
  certificateType,
  certificateNumber: line(32),
  domain: line(253),
  cloudService,
});

const address = z.strictObject({
  province: divisionCode,
  city: divisionCode,
  district: divisionCode,
  detail: line(200),
});

/** 主体信息. */
export const organizer = z.strictObject({
  name: line(100),
  certificateAddress: line(200),
  address,
  investor: z.optional(line(100)),
  remark: z.optional(text(200)),
});

/** 主体负责人 or 网站负责人. */
export const person = z.strictObject({
  name: line(50),
  idNumber: line(32),
  idValidFrom: day,
  idValidTo: z.union([day, z.literal('long-term')]),
  mobile: line(20),
  emergencyPhone: line(24),
  email: line(254),
  isLegalRepresentative: z.boolean(),
});

/** 网站信息. */
export const websiteDetails = z.strictObject({
  name: line(60),
  homeUrl: line(253),
  serviceContents: z.array(z.int().check(z.positive())).check(z.maxLength(20)),
  languages: z.array(line(16)).check(z.maxLength(20)),
  preApprovals: z.array(z.strictObject({ kind: line(20), number: line(60) })).check(z.maxLength(10)),
  remark: text(200),
});

/** What a reviewer asked to change. */
export const flaggedField = z.strictObject({
  field: z.string(),
  reason: z.string(),
  suggestion: z.optional(z.string()),
});

/** 主体备案号 and 网站备案号 by website id. */
export const filingNumbers = z.strictObject({ organizer: z.string(), websites: z.record(z.string(), z.string()) });

const maskedPerson = z.strictObject({
  name: z.string(),
  idNumber: z.string(),
  idValidFrom: z.string(),
  idValidTo: z.string(),
  mobile: z.string(),
  emergencyPhone: z.string(),
  email: z.string(),
  isLegalRepresentative: z.boolean(),
});

/** A filing with every personal value masked. */
export const filingView = z.strictObject({
  filingId: id,
  filingType,
  state: filingState,
  stateLabel: z.string(),
  version: z.int(),
  round: z.int(),
  region: divisionCode,
  organizerKind,
  certificateType,
  certificateNumber: z.string(),
  organizer: z.optional(
    z.strictObject({
      name: z.string(),
      certificateAddress: z.string(),
      address: z.strictObject({ province: z.string(), city: z.string(), district: z.string(), detail: z.string() }),
      investor: z.optional(z.string()),
      remark: z.optional(z.string()),
    }),
  ),
  principal: z.optional(maskedPerson),
  websites: z.array(
    z.strictObject({
      websiteId: id,
      domain: z.string(),
      cloudService,
      details: z.optional(websiteDetails),
      siteOwner: z.optional(maskedPerson),
    }),
  ),
  flagged: z.array(flaggedField),
  numbers: z.optional(filingNumbers),
  createdAt: instant,
  updatedAt: instant,
});
