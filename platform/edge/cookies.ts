/** A `Set-Cookie` that no script can read, that goes with no request from another site, and that only this host gets. */
export const cookie = (name: `__Host-${string}`, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`;

/** Makes the browser forget a cookie. */
export const noCookie = (name: `__Host-${string}`): string => cookie(name, '', 0);

/** The cookies of a request, by their names. */
export const cookiesOf = ({ cookie = '' }: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    cookie.split(';').flatMap((pair) => {
      const index = pair.indexOf('=');
      return index < 0 ? [] : [[pair.slice(0, index).trim(), pair.slice(index + 1).trim()]];
    }),
  );
