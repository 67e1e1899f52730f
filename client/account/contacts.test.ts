import { describe, expect, it } from 'vitest';
import { contactLinkHash, contactTokenIn } from './contacts.ts';

describe('the link to a person', () => {
  const token = 'a-token_of-32-random-bytes-in-base64url-012';

  it('has its token in the fragment, and nothing else', () => {
    expect(contactLinkHash(token)).toBe('#/contact/a-token_of-32-random-bytes-in-base64url-012');
    expect(contactTokenIn(contactLinkHash(token))).toBe(token);
  });

  it.each(['', '#/filings', '#/contact/', '#/contact/short', `#/contact/${token}x`, `#/contact/${token}?a=b`])(
    'is not %j',
    (hash) => {
      expect(contactTokenIn(hash)).toBeUndefined();
    },
  );
});
