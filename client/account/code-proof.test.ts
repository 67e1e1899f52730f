import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../contracts/client/api-error.ts';
import { type CodeProof, type ProofNeeded, solve, withProof } from './code-proof.ts';

const PUZZLE = '9.AAAAAAAAAAAAAAAAAAAAAA.1790000000.B';
const needed = () => new ApiError('one-time-code.proof-needed', '请先等自动验证完成。', { puzzle: PUZZLE });

describe('a puzzle', () => {
  it('is solved by the first number whose digest begins with its bits 0', async () => {
    const { puzzle, solution } = await solve(PUZZLE, (bytes) => crypto.subtle.digest('SHA-256', bytes));
    const bitsOf = (tried: number) =>
      Math.clz32(createHash('sha256').update(`${PUZZLE}:${tried}`).digest().readUInt32BE());

    expect(puzzle).toBe(PUZZLE);
    expect(bitsOf(solution)).toBeGreaterThanOrEqual(9);
    expect(Array.from({ length: solution }, (_, tried) => bitsOf(tried)).every((bits) => bits < 9)).toBe(true);
  });
});

describe('a code that needs a proof', () => {
  it('is asked for again with one, and with another one when that was refused', async () => {
    const given: (CodeProof | undefined)[] = [];
    const send = async (proof?: CodeProof) => {
      given.push(proof);
      if (given.length < 3) throw needed();
      return 'sent';
    };
    const prove = async ({ puzzle }: ProofNeeded) => ({ puzzle, solution: given.length });

    expect(await withProof(send, prove)).toBe('sent');
    expect(given).toEqual([undefined, { puzzle: PUZZLE, solution: 1 }, { puzzle: PUZZLE, solution: 2 }]);
  });

  it('is given up after three proofs, and at once for another reason', async () => {
    let proofs = 0;
    const prove = async () => ({ puzzle: PUZZLE, solution: ++proofs });
    const refuse = (error: ApiError) => withProof(async () => Promise.reject(error), prove).catch(({ code }) => code);

    expect(await refuse(needed())).toBe('one-time-code.proof-needed');
    expect(await refuse(new ApiError('network.busy', '请稍后再试。'))).toBe('network.busy');
    expect(proofs).toBe(3);
  });
});
