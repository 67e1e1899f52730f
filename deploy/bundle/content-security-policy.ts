/** Origins besides its own to which the page may send requests. */
export interface PageOrigins {
  /** The API, if it has its own origin. */
  readonly api?: string | undefined;
  /** The object store: uploads go there, and views, letters and mini-program codes come from there. */
  readonly store?: string | undefined;
}

/**
 * What the page may load: its own files, the API and the object store, and pictures and recordings that it made itself.
 * Inline scripts and inline styles are not allowed; the page needs none.
 */
export function contentSecurityPolicy({ api = '', store = '' }: PageOrigins): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': `'self' blob: ${store}`,
    'media-src': 'blob:',
    'connect-src': `'self' ${api} ${store}`,
    'base-uri': "'none'",
    'form-action': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.split(' ').filter(Boolean).join(' ')}`)
    .join('; ');
}
