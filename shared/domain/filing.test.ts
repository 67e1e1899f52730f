import { describe, expect, it } from 'vitest';
import { ENTERPRISE, INDIVIDUAL } from '../../local/specimens/people.ts';
import { contentsOf } from '../../tests/support/filings.ts';
import { siteOwnerOf } from './filing.ts';

describe('the site owner', () => {
  it('of an enterprise’s website is the one it names', () => {
    const contents = contentsOf(ENTERPRISE, 'w1');
    const siteOwner = { ...ENTERPRISE.principal, name: '何书云' };
    const [website] = contents.websites.map((one) => ({ ...one, siteOwner }));

    expect(website && siteOwnerOf(contents, website)).toBe(siteOwner);
  });

  it('of a person’s website is the person', () => {
    const contents = contentsOf(INDIVIDUAL, 'w1');
    const [website] = contents.websites;

    expect(contents.principal).toBeDefined();
    expect(website && siteOwnerOf(contents, website)).toBe(contents.principal);
  });
});
