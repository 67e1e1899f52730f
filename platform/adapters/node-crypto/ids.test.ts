import { expect, it } from 'vitest';
import { cryptoIds } from './ids.ts';

it('creates row ids that are unique version 4 UUIDs', () => {
  const first = cryptoIds.uuid();
  const second = cryptoIds.uuid();

  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(second).not.toBe(first);
});

it('creates secrets of 128 bits that fit into a mini-program scene and a URL', () => {
  const secrets = Array.from({ length: 100 }, () => cryptoIds.secret());

  expect(secrets.every((secret) => /^[A-Za-z0-9_-]{22}$/.test(secret))).toBe(true);
  expect(new Set(secrets).size).toBe(100);
});
