import { ref } from 'vue';
import { type CodeProof, type ProofNeeded, solve } from '../../client/account/code-proof.ts';

/** Of Tencent Cloud's captcha; the page's policy allows it only where it was built with `--captcha`. */
const SCRIPT = 'https://turing.captcha.qcloud.com/TJCaptcha.js';

/** The script's class. It answers 0 when somebody has passed. */
type Captcha = new (
  appId: string,
  answered: (answer: { readonly ret: number; readonly ticket: string; readonly randstr: string }) => void,
  options: object,
) => { show(): void };

/** Whether a proof is being made, which the person waits for. */
export const isProving = ref(false);

/** Makes a proof: the captcha where there is one, and the puzzle where it doesn't load or the person closes it. */
export async function prove({ puzzle, captchaAppId }: ProofNeeded): Promise<CodeProof> {
  isProving.value = true;
  const passed = captchaAppId && (await passCaptcha(captchaAppId).catch(() => undefined));
  const proof = passed || (await solve(puzzle, (bytes) => crypto.subtle.digest('SHA-256', bytes)));
  isProving.value = false;
  return proof;
}

async function passCaptcha(appId: string): Promise<CodeProof | undefined> {
  await new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), { src: SCRIPT, onload, onerror }));
  });
  const { TencentCaptcha } = window as unknown as { TencentCaptcha: Captcha };
  return new Promise((resolve) => {
    const answered: ConstructorParameters<Captcha>[1] = ({ ret, ticket, randstr }) =>
      // Without its own server the script passes everybody, with a ticket that is none.
      resolve(ret === 0 && !ticket.startsWith('trerror_') ? { ticket, randstr } : undefined);
    new TencentCaptcha(appId, answered, {}).show();
  });
}
