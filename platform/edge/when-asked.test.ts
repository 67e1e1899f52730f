import { describe, expect, it } from 'vitest';
import { whenAsked } from './when-asked.ts';

class Registry {
  #asked = 0;
  async answer(to: string) {
    this.#asked += 1;
    return `${to} ${this.#asked}`;
  }
}

describe('a port that is created on its first call', () => {
  it('is not created by being passed on', async () => {
    let made = 0;
    const port = whenAsked(async () => {
      made += 1;
      return new Registry();
    });

    const { answer } = await Promise.resolve(port);

    expect(made).toBe(0);
    expect(await answer('one')).toBe('one 1');
    expect(made).toBe(1);
  });

  it('passes the call on to the port itself', async () => {
    const registry = new Registry();
    const port = whenAsked(async () => registry);

    expect([await port.answer('one'), await port.answer('other')]).toEqual(['one 1', 'other 2']);
  });

  it('fails when its creation fails, and is created anew on the next call', async () => {
    const attempts = [Promise.reject(new Error('no credentials')), Promise.resolve(new Registry())];
    const port = whenAsked(() => attempts.shift() as Promise<Registry>);

    await expect(port.answer('one')).rejects.toThrow('no credentials');
    expect(await port.answer('one')).toBe('one 1');
  });
});
