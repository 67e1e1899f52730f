import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createFilingService } from '../../desk/adapters/http/filing-service.ts';
import type { UnreachedMessage } from '../../desk/ports/filing-service.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';

/** A filing service on loopback that has messages which reached nobody, until somebody has told them. */
export async function unreachedService() {
  const messages: UnreachedMessage[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return void response.end(JSON.stringify({ messages }));
    const { key } = JSON.parse(await text(request));
    const told = messages.findIndex((message) => message.key === key);
    messages.splice(told, 1);
    response.end('{"received":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/webhooks/review`;
  return {
    messages,
    stop: () => server.close(),
    filingService: createFilingService({ webhookUrl, ids: cryptoIds, sign: () => ({}) }),
  };
}
