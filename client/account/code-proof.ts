import { ApiError } from '../../contracts/client/api-error.ts';
import type { Input } from '../calls/messages.ts';

/** What lets a stranger have a second code. */
export type CodeProof = NonNullable<Input<'sendPhoneCode'>['body']['proof']>;

/** What the service asks for before it sends another code: always a puzzle, and the vendor's captcha where it has one. */
export interface ProofNeeded {
  readonly puzzle: string;
  readonly captchaAppId?: string;
}

/** What the page says meanwhile, and a screen reader with it. */
export const PROVING = '正在自动验证，请稍候…';

/** For one code: the captcha, and the puzzle when it did not work, once more when that took too long. */
const MOST_PROOFS = 3;

/** Sends something; when the service asks for a proof, makes one and sends again. @throws ApiError */
export async function withProof<T>(
  send: (proof?: CodeProof) => Promise<T>,
  prove: (needed: ProofNeeded) => Promise<CodeProof>,
  { proof, proofs = 0 }: { readonly proof?: CodeProof; readonly proofs?: number } = {},
): Promise<T> {
  return send(proof).catch(async (caught) => {
    const isNeeded = caught instanceof ApiError && caught.code === 'one-time-code.proof-needed';
    if (!isNeeded || proofs === MOST_PROOFS) throw caught;
    return withProof(send, prove, { proof: await prove(caught.facts as unknown as ProofNeeded), proofs: proofs + 1 });
  });
}

/** Digests begun together: a browser computes them beside the page, which stays usable. */
const AT_ONCE = 512;

/** Solves `<bits>.…`: the SHA-256 of `<puzzle>:<solution>` begins with so many bits 0. It takes a phone some seconds. */
export async function solve(puzzle: string, digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>) {
  const isSolved = (bytes: ArrayBuffer) => new DataView(bytes).getUint32(0) < 2 ** (32 - Number.parseInt(puzzle, 10));
  const tried = (solution: number) => digest(new TextEncoder().encode(`${puzzle}:${solution}`));
  for (let first = 0; ; first += AT_ONCE) {
    const digests = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => tried(first + index)));
    const found = digests.findIndex(isSolved);
    if (found >= 0) return { puzzle, solution: first + found };
  }
}
