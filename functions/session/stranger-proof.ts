import { createHash, timingSafeEqual } from 'node:crypto';
import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { contactKey } from '../../contracts/normal-forms/contact.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { PUZZLE, WITHOUT_PROOF } from '../../shared/domain/one-time-code.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

type Wanted = Input<typeof contract.sendPhoneCode>;
type Proof = NonNullable<Wanted['body']['proof']>;
type Solved = Extract<Proof, { readonly puzzle: string }>;
type Ticket = Extract<Proof, { readonly ticket: string }>;
/** Who asks, for which number in normal form: a puzzle is good for both together. */
type Asked = Pick<Wanted, 'origin'> & { readonly mobile: string };

/**
 * Lets the first code of a network and to a number pass, and afterwards asks for a proof.
 *
 * @throws Refused('one-time-code.proof-needed') with a new puzzle, and the captcha where there is one that works.
 */
export async function requireProof(asked: Asked, proof: Proof | undefined, ports: Ports): Promise<void> {
  if ((await isFirst(asked, ports)) || (proof && (await isProven(asked, proof, ports)))) return;
  // Whoever has tried the captcha gets on without it.
  const captchaAppId = proof && 'ticket' in proof ? undefined : ports.captcha?.appId;
  throw new Refused('one-time-code.proof-needed', {
    puzzle: puzzleOf(asked, ports),
    ...(captchaAppId && { captchaAppId }),
  });
}

async function isFirst({ mobile, origin: { network } }: Asked, { callerLimits }: Ports): Promise<boolean> {
  const counted = { name: 'codes without proof', seconds: WITHOUT_PROOF.seconds };
  const subjects = [contactKey(mobile), ...(network === undefined ? [] : [network])];
  if ((await callerLimits.countCall({ ...counted, subjects, times: WITHOUT_PROOF.times })) > 0) return false;
  return (await callerLimits.countCall({ ...counted, subjects: ['everybody'], times: WITHOUT_PROOF.ofAll })) === 0;
}

/** `<bits>.<random>.<expiry in seconds>.<signature>`; its solution is a number that makes the digest begin with these bits 0. */
function puzzleOf(asked: Asked, { captcha, clock, ids, seal }: Ports): string {
  const bits = captcha ? PUZZLE.bitsBesideCaptcha : PUZZLE.bits;
  const text = `${bits}.${ids.secret()}.${Math.floor(clock.now().getTime() / 1000) + PUZZLE.expiresInSeconds}`;
  return `${text}.${seal.blindIndex('code-puzzle', signed(text, asked)).toString('base64url')}`;
}

const signed = (text: string, { mobile, origin }: Asked): string => `${text}\n${mobile}\n${origin.network}`;

const isProven = (asked: Asked, proof: Proof, ports: Ports): Promise<boolean> =>
  'ticket' in proof ? hasPassed(proof, asked, ports) : isSolved(asked, proof, ports);

async function isSolved(asked: Asked, { puzzle, solution }: Solved, { callerLimits, clock, seal }: Ports) {
  const [, text, bits, expiresAt, signature] = /^((\d+)\.[\w-]+\.(\d+))\.([\w-]{43})$/.exec(puzzle) ?? [];
  if (text === undefined || signature === undefined) return false;
  const given = Buffer.from(signature, 'base64url');
  const isOurs = seal.blindIndexes('code-puzzle', signed(text, asked)).some((own) => timingSafeEqual(own, given));
  const digest = createHash('sha256').update(`${puzzle}:${solution}`).digest();
  const isDone = digest.readUInt32BE() < 2 ** (32 - Number(bits));
  if (!isOurs || !isDone || Number(expiresAt) * 1000 <= clock.now().getTime()) return false;
  const used = { name: 'puzzle', subjects: [puzzle], times: 1, seconds: PUZZLE.expiresInSeconds };
  return (await callerLimits.countCall(used)) === 0;
}

/** A vendor that is out of order, or for whom nothing is left today, stops nobody: they solve a puzzle. */
async function hasPassed(ticket: Ticket, { origin: { address } }: Asked, { captcha }: Ports): Promise<boolean> {
  const checks = captcha?.checks.paidBy({ accountId: undefined, filingId: undefined });
  const passed = checks?.isPassed({ ...ticket, address }).catch((error: unknown) => {
    if (error instanceof Failed) return false;
    throw error;
  });
  return (await passed) === true;
}
