import * as z from 'zod/mini';
import type { Told } from '../kit/told.ts';

export const filingNumbers = z.object({
  /** 主体备案号, such as `粤ICP备2026000001号`. */
  organizer: z.string(),
  /** 网站备案号 of each website by its id, such as `粤ICP备2026000001号-1`. */
  websites: z.record(z.string(), z.string()),
});

/** 主体备案号, and 网站备案号 by the website's id. */
export type FilingNumbers = Told<typeof filingNumbers>;
