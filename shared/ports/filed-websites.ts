import type { SeenWebsite } from '../domain/record/outside.ts';

/** Looks at websites that are filed. */
export interface FiledWebsites {
  /**
   * Fetches the first page of a website, at public addresses only, as a visitor does: redirects to another name of the same
   * domain are followed.
   *
   * @param domain in ASCII. @param number 主体备案号 or 网站备案号 that must stand there, in a link to the public registry.
   * @throws Failed('filed-websites', …) when its names can't be resolved now.
   */
  look(domain: string, number: string): Promise<SeenWebsite>;
}
