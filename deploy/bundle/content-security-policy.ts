/** Where the page may send requests besides its own origin. */
export interface PageOrigins {
  /** The API, when it is elsewhere. */
  readonly api?: string | undefined;
  /** The object store: uploads go there, and views, letters and mini-program codes come from there. */
  readonly store?: string | undefined;
}

/**
 * What the page may load: its own files, the API and the object store, and pictures and recordings that it made itself. Nothing is
 * written into it from outside, so neither inline scripts nor inline styles run.
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
