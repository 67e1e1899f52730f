import { connect, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Running } from 'loopback-server/http-server.ts';

/** IPv4 addresses of this machine in its networks, loopback excluded. */
export const networkAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

/**
 * Opens one of the laptop's servers to the network as well: the same port on the address `host` is forwarded to it.
 *
 * @param host undefined leaves the server on loopback only.
 * @returns the server with its new URL; its `stop` stops both.
 * @throws the socket's own error when the address is not this machine's (EADDRNOTAVAIL) or the port is taken there; the
 * server is stopped.
 */
export async function openToNetwork<S extends Running>(server: S, host: string | undefined): Promise<S> {
  if (host === undefined) return server;
  const open = new Set<Socket>();
  const relay = createServer({ allowHalfOpen: true }, (client) => {
    const behind = connect({ host: '127.0.0.1', port: server.port, allowHalfOpen: true });
    pass(client, behind, open);
    pass(behind, client, open);
  });
  try {
    await listening(relay, server.port, host);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async () => {
    for (const socket of open) socket.destroy();
    await Promise.all([server.stop(), new Promise((resolve) => relay.close(resolve))]);
  };
  return { ...server, url: `http://${host}:${server.port}`, stop };
}

/** Forwards one side's data, and its end. */
function pass(from: Socket, to: Socket, open: Set<Socket>): void {
  open.add(from);
  from
    .on('error', () => {})
    .once('close', () => {
      open.delete(from);
      to.destroy();
    });
  from.pipe(to);
}

const listening = (relay: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    relay.once('error', reject);
    relay.listen(port, host, resolve);
  });
