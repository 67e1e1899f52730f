import type { RunningIdentityProvider } from './identity-provider.ts';
import { PASSWORD } from './staff.ts';

/** A browser that only knows cookies and forms, for the pages of an identity provider. */
export function providerBrowser() {
  const jar = new Map<string, string>();

  /** Follows redirects within the provider; ends at a page, or at an address of another host. */
  async function go(address: string, form?: Readonly<Record<string, string>>): Promise<{ url: string; page: string }> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url: address, page: await response.text() };
    const next = new URL(location, address);
    return next.origin === new URL(address).origin ? go(next.href) : { url: next.href, page: '' };
  }

  return { go };
}

/**
 * Somebody goes through the provider's two pages, with their password and what their authenticator shows.
 *
 * @param url where the client has sent them.
 * @returns the query with which the provider sends them back; '' when it doesn't, such as for a code that was used.
 */
export async function signInAt(
  provider: Pick<RunningIdentityProvider, 'codeOf' | 'url'>,
  url: string,
  person: string,
): Promise<string> {
  const browser = providerBrowser();
  const first = await browser.go(url);
  const second = await browser.go(first.url, { person, password: PASSWORD });
  const end = second.page.includes('name="code"')
    ? await browser.go(second.url, { code: provider.codeOf(person) })
    : second;
  return new URL(end.url).origin === new URL(provider.url).origin ? '' : new URL(end.url).search;
}
