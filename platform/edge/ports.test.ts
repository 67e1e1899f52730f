import { describe, expect, it } from 'vitest';
import { resolvePorts } from './ports.ts';

describe('resolvePorts', () => {
  it('creates from the parts of the room what asks for them, and keeps the parts from use cases', async () => {
    const ports = await resolvePorts({
      parts: async () => ({ table: 'filing' }),
      reader: ({ table }: { readonly table: string }) => `reads ${table}`,
      clock: async () => 'now',
    });

    expect(ports).toEqual({ reader: 'reads filing', clock: 'now' });
  });

  it('creates all ports concurrently, each once', async () => {
    const made: string[] = [];
    const provider = (name: string) => async () => {
      made.push(`${name} begins`);
      await Promise.resolve();
      made.push(`${name} ends`);
      return name;
    };

    const ports = await resolvePorts({ a: provider('a'), b: provider('b') });

    expect(ports).toEqual({ a: 'a', b: 'b' });
    expect(made).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
  });

  it('fails when a port can’t be created', async () => {
    const ports = resolvePorts({ a: async () => 1, b: () => Promise.reject(new Error('no b')) });

    await expect(ports).rejects.toThrow('no b');
  });
});
