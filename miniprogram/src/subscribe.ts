import { SETTINGS } from './settings.ts';

/** Whether this deployment has messages that a person may ask for. */
export const hasMessages = SETTINGS.templates.length > 0;

/**
 * Asks for messages about what comes next: WeChat sends one of a kind for each time that a person agrees, and asks only in
 * a tap. An answer is no condition for anything. @returns whether at least one kind was agreed to.
 */
export async function askForMessages(): Promise<boolean> {
  if (!hasMessages) return false;
  const answer = await wx.requestSubscribeMessage({ tmplIds: [...SETTINGS.templates] }).catch(() => undefined);
  return SETTINGS.templates.some((id) => answer?.[id] === 'accept');
}
