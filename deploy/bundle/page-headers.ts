/**
 * What the host of the page adds to every reply, because the page can't say it itself: a Content-Security-Policy in a
 * page can't forbid frames, and a browser heeds HSTS (RFC 6797) only in a header, and only over TLS.
 */
export const PAGE_HEADERS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;
