import { describe, expect, it } from 'vitest';
import { inScope, inTraceOf, scope, traceparent } from './trace.ts';

const EVENT = { function: 'filing', requestId: 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11' };
/** The example of the W3C's recommendation. */
const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const traceIdIn = (parent: string | undefined) => inScope(EVENT, parent, () => scope()?.traceId);

describe('a trace', () => {
  it('is the caller’s, with an id of our own for our part and his flags', () => {
    const told = inScope(EVENT, PARENT.replace(/01$/, '00'), traceparent);

    expect(told).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(told).not.toContain('00f067aa0ba902b7');
  });

  it('begins with an event that has none, and is found by its request id', () => {
    expect(traceIdIn(undefined)).toBe('c2af8a1e5b0c4f1c9a559d0a4d6f2b11');
  });

  it.each([
    ['', 'nothing'],
    ['4bf92f3577b34da6a3ce929d0e0e4736', 'an id alone'],
    [`01${PARENT.slice(2)}`, 'another version'],
    [`${PARENT}-more`, 'more than there is'],
    [PARENT.toUpperCase(), 'capital letters'],
    ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', 'a trace of zeros'],
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01', 'a parent of zeros'],
    [`${PARENT}\n{"level":"alarm"}`, 'a line break'],
  ])('does not go on with %j: %s', (parent) => {
    expect(traceIdIn(parent)).toBe('c2af8a1e5b0c4f1c9a559d0a4d6f2b11');
  });

  it('has an id of the right form for a request id of any', () => {
    const told = inScope({ ...EVENT, requestId: '1' }, undefined, traceparent);

    expect(told).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('is kept apart from those of events at the same time', async () => {
    const other = { ...EVENT, requestId: 'd3b0903f-6c1d-4a2d-8b66-0e1b5e7a3c22' };
    const later = () => new Promise((resolve) => setTimeout(() => resolve(scope()?.requestId), 5));

    const seen = await Promise.all([inScope(EVENT, undefined, later), inScope(other, undefined, later)]);

    expect(seen).toEqual([EVENT.requestId, other.requestId]);
  });

  it('ends with its event', () => {
    inScope(EVENT, PARENT, () => {});

    expect([scope(), traceparent()]).toEqual([undefined, undefined]);
  });
});

describe('the trace of an earlier event', () => {
  it('is gone on with, under our own request id', () => {
    const seen = inScope(EVENT, undefined, () => inTraceOf(PARENT, scope));

    expect(seen).toMatchObject({ ...EVENT, traceId: '4bf92f3577b34da6a3ce929d0e0e4736', flags: '01' });
  });

  it.each([undefined, 'nonsense'])('is left alone when it is %j', (parent) => {
    const seen = inScope(EVENT, undefined, () => inTraceOf(parent, scope));

    expect(seen?.traceId).toBe('c2af8a1e5b0c4f1c9a559d0a4d6f2b11');
  });
});
