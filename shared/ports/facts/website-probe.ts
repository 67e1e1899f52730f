/** Checks whether a website is online at a domain before it is filed (DM-16). */
export interface WebsiteProbe {
  /**
   * Whether anything on the public internet answers HTTP at the domain or its `www.` subdomain.
   *
   * @param domain in ASCII, as it is stored.
   * @throws Failed('website-probe', …) when the names can't be resolved now.
   */
  isOpen(domain: string): Promise<boolean>;
}
