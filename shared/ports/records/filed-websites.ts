import type { SeenWebsite, WantedNumbers } from '../../domain/record/outside.ts';

/** Looks at websites that are filed. */
export interface FiledWebsites {
  /**
   * Fetches the first page of a website by HTTP and by HTTPS, at public addresses only, as a visitor does: redirects to another
   * name of the same domain are followed. Nothing but its own name is sent there.
   *
   * @param domain in ASCII. @param wanted what must stand at its foot, each in a link to its registry.
   * @throws Failed('filed-websites', …) when its names can't be resolved now.
   */
  look(domain: string, wanted: WantedNumbers): Promise<SeenWebsite>;
}
