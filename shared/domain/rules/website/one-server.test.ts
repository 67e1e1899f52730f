import { describe, expect, it } from 'vitest';
import type { CloudServiceFacts } from '../../facts.ts';
import { NOW } from '../cases.ts';
import { cloudServiceFindings } from './one-server.ts';

const server = { kind: 'resource', product: 'cvm', resourceId: 'ins-sample1', region: 'ap-guangzhou' } as const;

const good: CloudServiceFacts = {
  inMainland: true,
  prepaid: true,
  publicIps: ['203.0.113.7'],
  createdAt: new Date('2026-03-01T00:00:00Z'),
  expiresAt: new Date('2027-09-01T00:00:00Z'),
  running: true,
};

const findingsOf = (facts: CloudServiceFacts | undefined) =>
  cloudServiceFindings(server, facts, { now: NOW }).map(({ ruleId, field }) => `${ruleId} ${field}`);

describe('a server alone', () => {
  it('has no findings if it can be used', () => {
    expect(findingsOf(good)).toEqual([]);
  });

  it('has all findings about the server if it can’t be used, but none about domain or certificate', () => {
    expect(findingsOf({ ...good, inMainland: false, prepaid: false, publicIps: [] })).toEqual([
      'CS-01 cloudService',
      'CS-02 cloudService',
      'CS-05 cloudService',
    ]);
  });

  it('is missing, not unknown, if the account does not have it', () => {
    expect(findingsOf(undefined)).toEqual(['CS-90 cloudService']);
  });
});
