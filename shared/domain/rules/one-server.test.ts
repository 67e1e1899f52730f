import { describe, expect, it } from 'vitest';
import type { CloudServiceFacts } from '../facts.ts';
import { NOW } from './cases.ts';
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

const told = (facts: CloudServiceFacts | undefined) =>
  cloudServiceFindings(server, facts, NOW).map(({ ruleId, field }) => `${ruleId} ${field}`);

describe('a server by itself', () => {
  it('that may be filed with gets no findings', () => {
    expect(told(good)).toEqual([]);
  });

  it('that may not is told every reason, and nothing about a domain or a certificate', () => {
    expect(told({ ...good, inMainland: false, prepaid: false, publicIps: [] })).toEqual([
      'CS-01 cloudService',
      'CS-02 cloudService',
      'CS-05 cloudService',
    ]);
  });

  it('that the account does not have is missing, and not unknown', () => {
    expect(told(undefined)).toEqual(['CS-90 cloudService']);
  });
});
