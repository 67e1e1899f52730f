/** Looks whether a website answers at a domain before it is filed (DM-16). */
export interface WebsiteProbe {
  /**
   * Whether anything on the public internet answers HTTP at a domain or at its `www.`.
   *
   * @param domain in ASCII, as it is kept.
   * @throws Failed('website-probe', …) when the names can't be resolved now.
   */
  isOpen(domain: string): Promise<boolean>;
}
