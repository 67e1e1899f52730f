import * as z from 'zod/mini';
import type { Told } from '../kit/told.ts';
import { filled, text } from './values.ts';

/** An obvious slip that a reviewer corrects instead of returning the filing. */
export const amendment = z.object({
  /** A path into the package's data, `websites.<n>.details.` with `name`, `homeUrl` or `remark`. */
  field: filled(200),
  /** What the package has there. */
  before: text(500),
  /** Shown to the applicant as it is, like `before`, and in replies that the platform logs. */
  after: filled(500),
  /** As in `flagged`. */
  reason: filled(500),
});
export type Amendment = Told<typeof amendment>;
