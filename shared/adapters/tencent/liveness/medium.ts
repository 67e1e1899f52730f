import type { LivenessMedium } from '../../../ports/documents/liveness.ts';

export interface MediumSettings {
  /** Whether the vendor can fetch from the object store. It can't reach a private cloud's store. */
  readonly storeIsReachable: boolean;
}

/**
 * The field by which a request carries a photo or video. By link whenever possible: that avoids the download, and a
 * whole request is limited to 10 MB, of which a video of 6 MB takes eight as base64.
 */
export async function carried(
  { link, load }: LivenessMedium,
  field: { readonly link: string; readonly inline: string },
  { storeIsReachable }: MediumSettings,
): Promise<Record<string, string>> {
  return storeIsReachable ? { [field.link]: link } : { [field.inline]: (await load()).toString('base64') };
}
