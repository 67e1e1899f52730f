import { listen } from 'loopback-server/http-server.ts';
import { describe, expect, it } from 'vitest';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { createFilingService } from './filing-service.ts';

const VERDICT = {
  filingId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  round: 1,
  sequence: 4,
  kind: 'approved',
  at: new Date('2026-11-26T02:00:00Z'),
  flagged: [],
};

describe('a verdict that the filing service refuses', () => {
  it.each([
    [
      JSON.stringify({ error: { code: 'request.invalid', facts: { fields: [{ field: 'data.numbers' }] } } }),
      'data.numbers',
    ],
    [JSON.stringify({ error: { code: 'request.invalid', facts: {} } }), 'HTTP 422'],
    ['<html>', 'HTTP 422'],
  ])('with %s needs a person, who learns that it is about %s', async (body, vendorCode) => {
    const server = await listen(0, async (_, response) => void response.writeHead(422).end(body));
    const service = createFilingService({ webhookUrl: server.url, ids: cryptoIds, sign: () => ({}) });

    const told = service.tell('message', VERDICT);

    await expect(told).rejects.toMatchObject({ port: 'filing-service', kind: 'refused', vendorCode });
    await server.stop();
  });
});
