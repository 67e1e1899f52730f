import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { UNLIMITED } from '../../tests/support/unlimited.ts';
import { routesOf } from './routes.ts';

const operation = { summary: '测试', caller: 'anonymous', limits: UNLIMITED, reply: z.null() } as const;
const find = routesOf(
  defineContract({
    list: { ...operation, method: 'GET', path: '/v1/things' },
    make: { ...operation, method: 'POST', path: '/v1/things' },
    newest: { ...operation, method: 'GET', path: '/v1/things/newest' },
    read: { ...operation, method: 'GET', path: '/v1/things/{thingId}' },
    part: { ...operation, method: 'GET', path: '/v1/things/{thingId}/parts/{partId}' },
  }),
);

describe('routesOf', () => {
  it.each([
    ['GET', '/v1/things', 'list', {}],
    ['GET', '/v1/things/', 'list', {}],
    ['POST', '/v1/things', 'make', {}],
    ['GET', '/v1/things/newest', 'newest', {}],
    ['GET', '/v1/things/a-1', 'read', { thingId: 'a-1' }],
    ['GET', '/v1/things/a/parts/%2e%2e', 'part', { thingId: 'a', partId: '%2e%2e' }],
    ['GET', `/v1/things/${'x'.repeat(200)}`, 'read', { thingId: 'x'.repeat(200) }],
  ])('finds %s %s as %s', (method, path, name, params) => {
    const match = find(method, path);

    expect(match).toMatchObject({ name, params });
  });

  it.each([
    ['PUT', '/v1/things'],
    ['GET', '/v1/things//parts/b'],
    ['GET', '/v1/things/a/b'],
    ['GET', '/v1/thingsx'],
    ['GET', '/x/v1/things'],
    ['GET', '/v1/things?x=1'],
    ['GET', '/V1/things'],
    ['GET', ''],
    ['GET', `/v1/things/${'x'.repeat(201)}`],
  ])('finds nothing for %s %s', (method, path) => {
    const match = find(method, path);

    expect(match).toBeUndefined();
  });
});
