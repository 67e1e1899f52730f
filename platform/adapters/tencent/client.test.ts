import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { callCloudApi, clientConfig } from './client.ts';

let received: IncomingHttpHeaders[] = [];
const server = createServer((request, response) => {
  received.push(request.headers);
  response.end('{"Response":{"RequestId":"1"}}');
});
let endpoint: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('sends the trace of each call to the vendor, whose replies and support refer to it', async () => {
  received = [];
  let trace: string | undefined;
  const client = new Client(
    clientConfig({
      credentials: () => LAPTOP_CREDENTIALS,
      region: 'ap-guangzhou',
      endpoint,
      timeoutSeconds: 5,
      traceparent: () => trace,
    }),
  );

  for (const id of ['4bf92f3577b34da6a3ce929d0e0e4736', 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11']) {
    trace = `00-${id}-00f067aa0ba902b7-01`;
    await client.GetCallerIdentity(null);
  }
  trace = undefined;
  await client.GetCallerIdentity(null);

  const traces = received.map((headers) => headers['x-tc-traceid']);
  expect(traces.slice(0, 2)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736', 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11']);
  expect(traces[2]).toMatch(/^[0-9a-f-]{36}$/);
});

it('makes the texts of a reply storable', async () => {
  const schema = z.object({ Name: z.string() });

  const answer = await callCloudApi('ocr', schema, async () => ({ Name: '张\0三\ud800' }));

  expect(answer).toEqual({ Name: '张\ufffd三\ufffd' });
});
