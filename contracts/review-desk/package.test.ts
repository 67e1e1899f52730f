import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { packageData as packageOf } from '../../functions/submission/package-data.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { filingPackage } from './package.ts';

const FILING = '6B1E9A5E-3c1f-4f0e-9a53-0c1f2b7f1a01';
const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';

describe('a package', () => {
  const item = { item: 1, field: 'organizer.remark', reason: '太短', kind: 'field' } as const;
  const filing = { id: FILING, filingType: 'first', contents: contentsOf(ENTERPRISE, WEBSITE) } as unknown as Filing;
  const data = packageOf(filing, { documents: [], checks: [] }, { findings: [] }, [
    { ...item, state: 'answered', word: '没有了' },
  ]);
  const written = { filingId: FILING, round: 1, contentHash: 'a'.repeat(64), data: JSON.parse(JSON.stringify(data)) };

  it('as a submission freezes it is what a desk takes, which keeps also what it does not know', () => {
    const read = filingPackage.parse(written);

    expect(read.filingId).toBe(FILING.toLowerCase());
    expect(read.data).toEqual(written.data);
  });

  it.each([
    ['another round than a number from 1', { round: 0 }],
    ['a link to no page', { data: { ...written.data, documents: [{ ...linked(), link: 'file:///etc/passwd' }] } }],
    ['a document without a name', { data: { ...written.data, documents: [{ ...linked(), id: '' }] } }],
    ['a hash of another form', { contentHash: 'A'.repeat(64) }],
  ])('with %s is refused', (_, wrong) => {
    expect(filingPackage.safeParse({ ...written, ...wrong }).success).toBe(false);
  });
});

function linked() {
  const [kind, subject] = ['id-front', 'principal'];
  return { id: 'doc-1', kind, label: '身份证人像面', subject, contentType: 'image/png', link: 'https://example.com/a' };
}
