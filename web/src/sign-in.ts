import { call, callAs } from './api.ts';
import { config } from './config.ts';
import { newDeviceSecret } from './device-secret.ts';
import { forgetDrafts } from './form-saving.ts';
import { beginSession, endSession, session } from './session.ts';

/** Signs in by a one-time code of `wx.login`. @throws ApiError */
export async function signIn(code: string): Promise<void> {
  const device = await newDeviceSecret();
  const begun = await call('signIn', { body: { code, ...(device && { challenge: device.challenge }) } });
  beginSession({ ...begun, ...(device && { secret: device.secret }) });
}

/** On a laptop: signs in as whoever one likes to be. @throws ApiError */
export async function signInForDevelopment(name: string): Promise<void> {
  await signIn(await developmentCode(name));
}

/** On a laptop: does what this person's phone does when it has scanned the code of a scan ticket. @throws ApiError */
export async function scanForDevelopment(ticket: string, name: string): Promise<void> {
  const { token } = await call('signIn', { body: { code: await developmentCode(name) } });
  await callAs(token)('confirmScanTicket', { params: { ticket } });
}

async function developmentCode(name: string): Promise<string> {
  const { developmentSignIn } = await config;
  const response = await fetch(`${developmentSignIn}?name=${encodeURIComponent(name)}`);
  return ((await response.json()) as { code: string }).code;
}

/** Ends this device's session, here and at the API; what was typed and never saved goes with it. */
export async function signOut(): Promise<void> {
  const secret = session.value?.secret;
  endSession(false);
  forgetDrafts();
  if (secret !== undefined) await call('signOut', { body: { secret } });
}
