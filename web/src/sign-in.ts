import type { ScanAsker } from '../../client/account/scan-asker.ts';
import { call, callAs } from './api.ts';
import { config } from './config.ts';
import { newDeviceSecret, thisDevice } from './device-secret.ts';
import { forgetInput } from './eligibility.ts';
import { forgetDrafts } from './kept-typing.ts';
import { phones } from './phones.ts';
import { beginSession, endSession, type Session, session } from './session.ts';

/** Signs in with a one-time code of `wx.login`. @throws ApiError */
export async function signIn(code: string): Promise<void> {
  const device = await newDeviceSecret();
  const begun = await call('signIn', {
    body: { code, device: thisDevice(), ...(device && { challenge: device.challenge }) },
  });
  beginSession({ ...begun, ...(device && { secret: device.secret }) });
}

/** On a laptop: signs in as any named person. @throws ApiError */
export async function signInForDevelopment(name: string): Promise<void> {
  await signIn(await developmentCode(name));
}

/** A phone that has scanned a code. */
export interface ScanningPhone {
  /** What it shows before the person confirms. */
  readonly asker: ScanAsker;
  /** @throws ApiError */
  confirm(): Promise<unknown>;
}

/** On a laptop: simulates the phone of a named person, which scans a code. @throws ApiError */
export async function scanForDevelopment(ticket: string, name: string): Promise<ScanningPhone> {
  const { token } = await call('signIn', { body: { code: await developmentCode(name) } });
  const callFromPhone = callAs(token);
  const asker = await callFromPhone('showScanAsker', { params: { ticket } });
  return { asker, confirm: () => callFromPhone('confirmScanTicket', { params: { ticket } }) };
}

async function developmentCode(name: string): Promise<string> {
  const { developmentSignIn } = await config;
  const response = await fetch(`${developmentSignIn}?name=${encodeURIComponent(name)}`);
  return ((await response.json()) as { code: string }).code;
}

/** Ends this device's session, here and at the API; values that were typed but never saved are deleted. */
export async function signOut(): Promise<void> {
  const { value: ended } = session;
  endSession(false);
  forgetDrafts();
  phones.forget();
  forgetInput();
  if (ended) await endAtService(ended);
}

/** Ends a session that this browser had. @throws ApiError */
export async function endAtService({ secret, token }: Session): Promise<void> {
  if (secret !== undefined) return void (await call('signOut', { body: { secret } }));
  const callOnce = callAs(token);
  const { sessions } = await callOnce('listSessions', {});
  const own = sessions.find(({ isThis }) => isThis);
  if (own) await callOnce('endSession', { params: { sessionId: own.sessionId } });
}

/** Ends the sessions of every device, also this one's. @throws ApiError */
export async function signOutEverywhere(): Promise<void> {
  await call('signOutEverywhere', {});
  endSession(false);
  forgetDrafts();
  phones.forget();
  forgetInput();
}
