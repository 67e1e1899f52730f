import type { CloudService } from '../domain/filing.ts';

/** What servers are filed with already. */
export interface ServerUses {
  /**
   * How many websites are filed on a server here, or are about to be: those of approved filings and of filings under review. Websites
   * that use it by an authorization code are not counted.
   *
   * @param exceptFilingId the filing that asks.
   */
  countWebsites(server: Extract<CloudService, { kind: 'resource' }>, exceptFilingId?: string): Promise<number>;
}
