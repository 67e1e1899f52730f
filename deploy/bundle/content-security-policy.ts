/** Origins besides its own to which the page may send requests. */
export interface PageOrigins {
  /** The API, if it has its own origin. */
  readonly api?: string | undefined;
  /** The object store: uploads go there, and views, letters and mini-program codes come from there. */
  readonly store?: string | undefined;
  /** Whether the page may show Tencent Cloud's captcha, whose script comes from the vendor, styles itself and loads more. */
  readonly captcha?: boolean | undefined;
}

const CAPTCHA = 'https://turing.captcha.qcloud.com https://*.captcha.gtimg.com';

/**
 * What the page may load: its own files, the API and the object store, and pictures and recordings that it made itself.
 * Inline scripts and inline styles are not allowed; the page needs none.
 */
export function contentSecurityPolicy({ api = '', store = '', captcha = false }: PageOrigins): string {
  const vendor = captcha ? CAPTCHA : '';
  const directives = {
    'default-src': "'none'",
    'script-src': `'self' ${vendor}`,
    'style-src': captcha ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': `'self' blob: ${store} ${vendor}`,
    'media-src': 'blob:',
    'connect-src': `'self' ${api} ${store} ${vendor}`,
    ...(captcha && { 'frame-src': vendor }),
    'base-uri': "'none'",
    'form-action': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.split(' ').filter(Boolean).join(' ')}`)
    .join('; ');
}
