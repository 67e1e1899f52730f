import { describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';
import { listen } from './http-server.ts';

describe('a free port', () => {
  it('can be listened on, and is none that the system takes for an outgoing connection', async () => {
    const port = await freePort();
    const server = await listen(port, async () => {});
    await server.stop();

    expect(server.port).toBe(port);
    expect(port).toBeLessThan(32_768);
  });
});
