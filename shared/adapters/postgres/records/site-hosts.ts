import type { Selectable } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { isMainland } from '../../../domain/data/cloud-regions.ts';
import type { ListedServer } from '../../../ports/facts/server-lists.ts';
import type { SiteHost, SiteHosts } from '../../../ports/facts/site-hosts.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';

export const createSiteHosts = ({ database, clock }: Omit<DatabaseParts, 'seal'>): SiteHosts => ({
  add: (host) =>
    database.inTransaction(async () => {
      const account = await database.find('account', { id: host.accountId, erased_at: null }, ['id']);
      if (!account) throw new Refused('session.invalid');
      const { id, accountId, name, publicIp, region, expiresAt } = host;
      await database.add('site_host', {
        ...{ id, name, region },
        account_id: accountId,
        public_ip: publicIp,
        created_at: clock.now(),
        expires_at: expiresAt,
      });
    }),

  async remove(id) {
    return (await database.remove('site_host', { id })) > 0;
  },

  async list(limit) {
    const rows = await database.sql
      .selectFrom('site_host')
      .selectAll()
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(hostOf);
  },

  async ofAccount(accountId) {
    const rows = await database.list('site_host', { account_id: accountId }, ['created_at']);
    return rows.map(listed);
  },
});

const hostOf = (row: Selectable<Schema['site_host']>): SiteHost => ({
  id: row.id,
  accountId: row.account_id,
  name: row.name,
  publicIp: row.public_ip,
  region: row.region,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

/** Such hosts are sold for a year or more, in advance; the day of entry says nothing about the purchase. */
const listed = (row: Selectable<Schema['site_host']>): ListedServer => ({
  resource: { kind: 'resource', product: 'site-host', region: row.region, resourceId: row.id },
  name: row.name,
  facts: {
    inMainland: isMainland(row.region),
    prepaid: true,
    publicIps: [row.public_ip],
    createdAt: new Date(0),
    expiresAt: row.expires_at,
    running: true,
  },
});
