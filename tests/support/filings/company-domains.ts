import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTERPRISE } from 'specimens/people.ts';

/** A new folder for a laptop in whose world these domains are registered by the sample company. Whoever makes it removes it. */
export function companyDomains(names: readonly string[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-world-'));
  const company = { owner: ENTERPRISE.organizer.name, ownerKind: 'enterprise', realName: 'Approved' };
  const times = { registrar: 'qcloud', registeredDaysAgo: 400, expiresInDays: 700 };
  mkdirSync(join(dir, 'world'));
  const domains = names.map((name) => ({ name, ...company, ...times }));
  writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify({ domains }));
  return dir;
}
