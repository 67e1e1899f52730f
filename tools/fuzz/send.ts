import { Agent, request as httpRequest } from 'node:http';
import type { FuzzRequest } from './requests.ts';

/** A request with what came back. */
export interface Answer {
  readonly request: FuzzRequest;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly ms: number;
}

const agents = new Map<string, Agent>();

/** The n-th address of this machine, from which a person calls: limits per address are per person then. */
export const addressOf = (index: number): string =>
  // Other systems have only the first one unless it is configured.
  process.platform === 'linux' ? `127.1.${1 + (Math.floor(index / 250) % 250)}.${1 + (index % 250)}` : '127.0.0.1';

/** Sends a request from an address of this machine. */
export function sendFrom(address: string, base: string, request: FuzzRequest): Promise<Answer> {
  const { method, path, headers, body } = request;
  const bytes = method === 'GET' || body === undefined ? undefined : Buffer.from(body);
  const agent = agents.get(address) ?? new Agent({ keepAlive: true, localAddress: address });
  agents.set(address, agent);
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${base}${path}`,
      { method, agent, headers: { ...headers, ...(bytes && { 'content-length': String(bytes.length) }) } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.once('error', reject);
        response.once('end', () => {
          const ms = performance.now() - startedMs;
          resolve({ request, status: response.statusCode ?? 0, headers: response.headers, text, ms });
        });
      },
    );
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // The other side closed the idle connection in the moment of its use; nothing was read. Source: Node.js, reusedSocket.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(sendFrom(address, base, request));
      else reject(error);
    });
    sent.end(bytes);
  });
}
