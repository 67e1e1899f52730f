/** A device's secret and its SHA-256, both base64url. The API knows the digest and issues new tokens for the secret. */
export interface DeviceSecret {
  readonly secret: string;
  readonly challenge: string;
}

/** Browsers have no digests over plain http from another machine. */
export const hasDigests = crypto.subtle !== undefined;

/** A new secret; undefined where there are no digests. */
export async function newDeviceSecret(): Promise<DeviceSecret | undefined> {
  if (!hasDigests) return undefined;
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return { secret, challenge: base64url(new Uint8Array(digest)) };
}

/**
 * A secret that this browser made for one purpose and keeps, so that a reload stays the same device.
 *
 * @param storage left out, until the tab's end.
 */
export function secretOfDevice(keptUnder: string, storage = sessionStorage): string {
  const kept = storage.getItem(keptUnder) ?? base64url(crypto.getRandomValues(new Uint8Array(32)));
  storage.setItem(keptUnder, kept);
  return kept;
}

/** By what the service knows this browser again, whoever signs in. */
export const thisDevice = (): string => secretOfDevice('icp-filing.device', localStorage);

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
