import * as z from 'zod/mini';
import { divisionCode } from '../../contracts/kit/division-code.ts';
import { anyText, line } from '../../contracts/kit/words.ts';
import { certificateType, organizerKind } from './filing-kinds.ts';

/** A server or load balancer of the cloud account. */
export const cloudResource = z.strictObject({
  product: z.enum(['cvm', 'lighthouse', 'clb', 'site-host']),
  resourceId: anyText.check(z.regex(/^[a-z]+-[a-z0-9]{4,20}$/)),
  region: anyText.check(z.regex(/^[a-z]{2}-[a-z0-9-]{3,30}$/)),
});

/** 备案云服务: a resource of the cloud account, or an authorization code. */
export const cloudService = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resource'), ...cloudResource.shape }),
  z.strictObject({ kind: z.literal('authorization-code'), code: anyText.check(z.regex(/^[A-Za-z0-9-]{8,64}$/)) }),
]);

/**
 * The six inputs of 验证备案类型, and whether the number was filled in from a certificate unseen. Only their form is checked
 * here; the rules judge their meaning.
 */
export const eligibilityInput = z.strictObject({
  region: divisionCode,
  organizerKind,
  certificateType,
  certificateNumber: line(32),
  domain: line(253),
  cloudService,
  numberTakenOver: z.optional(z.literal(true)),
});
