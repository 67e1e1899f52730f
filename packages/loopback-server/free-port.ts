import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Linux takes the ports of outgoing connections from 32768 on, macOS and Windows from 49152 on. */
const FIRST = 20_000;
const LAST = 32_767;

/**
 * A port of loopback of which nobody makes use now, for a server that starts later.
 *
 * It lies below those that a system takes for outgoing connections, so none of them has it by the time the server starts.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST, LAST + 1);
  return (await isFree(port)) ? port : freePort();
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
