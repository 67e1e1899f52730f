import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inScope, inTraceOf, scope, traceparent } from './trace.ts';

const EVENT = { function: 'filing', requestId: 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11' };
/** The example of the W3C recommendation. */
const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const OTHER = { ...EVENT, requestId: 'd3b0903f-6c1d-4a2d-8b66-0e1b5e7a3c22' };
const THIRD = { ...EVENT, requestId: '0b6f2c1a-7c55-4d0e-8a43-2f1f1d9f6b33' };
const seenAfter = async (ms: number) => {
  await sleep(ms);
  return scope()?.requestId;
};
const inScopeOf = (event: typeof EVENT) => inScope(event, undefined, () => seenAfter(1));
const traceIdIn = (parent: string | undefined) => inScope(EVENT, parent, () => scope()?.traceId);

describe('a trace', () => {
  it('is the caller’s, with a span id of our own and the caller’s flags', async () => {
    const told = await inScope(EVENT, PARENT.replace(/01$/, '00'), traceparent);

    expect(told).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(told).not.toContain('00f067aa0ba902b7');
  });

  it('starts with an event that has none, under its request id', async () => {
    expect(await traceIdIn(undefined)).toBe('c2af8a1e5b0c4f1c9a559d0a4d6f2b11');
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
  ])('does not continue %j: %s', async (parent) => {
    expect(await traceIdIn(parent)).toBe('c2af8a1e5b0c4f1c9a559d0a4d6f2b11');
  });

  it('has a valid id whatever the form of the request id', async () => {
    const told = await inScope({ ...EVENT, requestId: '1' }, undefined, traceparent);

    expect(told).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('is separate from those of concurrent events, whichever ends first', async () => {
    const seen = await Promise.all([
      inScope(EVENT, undefined, () => seenAfter(5)),
      inScope(OTHER, undefined, () => seenAfter(15)),
      inScope(THIRD, undefined, () => seenAfter(1)),
    ]);

    expect(seen).toEqual([EVENT.requestId, OTHER.requestId, THIRD.requestId]);
  });

  it('is separate from the event in which it started, and from the one after that', async () => {
    const inner = await inScope(EVENT, undefined, () => inScope(OTHER, undefined, async () => inScopeOf(THIRD)));

    expect([inner, await inScopeOf(EVENT)]).toEqual([THIRD.requestId, EVENT.requestId]);
  });

  it('ends with its event, even when that fails', async () => {
    await inScope(EVENT, PARENT, () => Promise.reject(new Error('no'))).catch(() => {});

    expect([scope(), traceparent()]).toEqual([undefined, undefined]);
  });
});

describe('the trace of an earlier event', () => {
  it('is continued under our own request id', async () => {
    const seen = await inScope(EVENT, undefined, () => inTraceOf(PARENT, scope));

    expect(seen).toMatchObject({ ...EVENT, traceId: '4bf92f3577b34da6a3ce929d0e0e4736', flags: '01' });
  });

  it.each([undefined, 'nonsense'])('is ignored when it is %j', async (parent) => {
    const seen = await inScope(EVENT, undefined, () => inTraceOf(parent, scope));

    expect(seen?.traceId).toBe('c2af8a1e5b0c4f1c9a559d0a4d6f2b11');
  });
});

describe('work that continues after its event was replied to', () => {
  it('keeps its own scope, and later events have theirs', async () => {
    let work: Promise<string | undefined> | undefined;
    await inScope(EVENT, undefined, () => {
      work = seenAfter(20);
    });

    const after = await inScope(OTHER, undefined, () => seenAfter(1));

    expect([after, await work, await inScopeOf(THIRD)]).toEqual([OTHER.requestId, EVENT.requestId, THIRD.requestId]);
  });
});
