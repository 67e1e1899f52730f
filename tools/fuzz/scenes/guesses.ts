import { randomInt, randomUUID } from 'node:crypto';
import { Declined } from '../../../local/automatic-staff/staff-calls.ts';
import type { Scene } from './scene.ts';

/** Ways in which somebody may write the number of a phone. */
const written = (phone: string): readonly string[] => {
  const [first, second, third] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)];
  return [phone, ...[' ', '-', '.', '\u2024', '\u3000'].map((sign) => [first, second, third].join(sign))];
};

/** Whether the desk looks for a text without being told why: then nothing counts it. */
async function isLookedFor({ deskOfStaff }: Scene, text: string): Promise<boolean> {
  try {
    await deskOfStaff.call('zhou-lan', 'POST', '/v1/cases/search', { text });
    return true;
  } catch (error) {
    if (error instanceof Declined && error.status === 422) return false;
    throw error;
  }
}

/**
 * Somebody of the staff tries out whose a phone is, written in every way: each try wants a reason, and so counts. A domain and the
 * number of a filing want none.
 */
export async function guessesCounted(scene: Scene): Promise<void> {
  const phone = `139${String(randomInt(10 ** 8)).padStart(8, '0')}`;
  for (const text of [...written(phone), ...written(`+86${phone}`)]) {
    scene.judge.count('phones that staff tried out');
    if (await isLookedFor(scene, text))
      scene.judge.violation(`the desk looks for a phone written as ${JSON.stringify(text)} and counts it nowhere`);
  }
  for (const text of [`${randomUUID()}.example`, randomUUID()])
    if (!(await isLookedFor(scene, text))) scene.judge.violation(`the desk wants a reason for ${text}`);
}
