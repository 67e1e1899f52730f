import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { addressOf, sendFrom } from './send.ts';

it('a request is sent again when the other side closes the idle connection in the moment of its use', async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    // The second one comes on the connection of the first one, which is closed now.
    if (requests === 2) request.socket.destroy();
    else response.end(`${requests}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request = { operation: 'any', method: 'GET', path: '/', headers: {}, body: undefined };

  const answers = [await sendFrom(addressOf(7), base, request), await sendFrom(addressOf(7), base, request)];

  expect(answers.map(({ text }) => text)).toEqual(['1', '3']);
  server.closeAllConnections();
  server.close();
});
