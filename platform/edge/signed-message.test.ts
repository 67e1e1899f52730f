import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, vi } from 'vitest';
import { signingKey, signMessage, TOLERANCE_SECONDS, verifyMessage } from './signed-message.ts';

// The vector and the cases of the reference library (standard-webhooks, libraries/javascript, webhook.test.ts).
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const BODY = '{"test": 2432232314}';
const SIGNED_AT = new Date(1614265330 * 1000);
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const WRONG = 'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';

const keys = [signingKey(SECRET)];
const headers = { 'webhook-id': ID, 'webhook-timestamp': '1614265330', 'webhook-signature': SIGNATURE };
const secondsLater = (seconds: number) => new Date(SIGNED_AT.getTime() + seconds * 1000);
const verify = (changes: Record<string, string | undefined> = {}, body: string | Uint8Array = BODY, now = SIGNED_AT) =>
  verifyMessage(keys, { headers: { ...headers, ...changes }, body, now });
const refused = (because: string) => ({ believed: false, because });

describe('signMessage', () => {
  it('[W2] gives the published signature', () => {
    const signed = signMessage(keys, { id: ID, body: BODY, at: SIGNED_AT });

    expect(signed).toEqual(headers);
  });

  it('signs once for each secret during a rotation', () => {
    const older = signingKey(`whsec_${Buffer.alloc(24, 1).toString('base64')}`);

    const signed = signMessage([...keys, older], { id: ID, body: BODY, at: SIGNED_AT });

    expect(signed['webhook-signature'].split(' ')).toHaveLength(2);
    expect(verifyMessage([older], { headers: { ...signed }, body: BODY, now: SIGNED_AT }).believed).toBe(true);
  });

  it.each(['', 'a.b', 'two words', 'x'.repeat(256), '编号'])('refuses the id %j', (id) => {
    const sign = () => signMessage(keys, { id, body: BODY, at: SIGNED_AT });

    expect(sign).toThrow(RangeError);
  });

  it('does not sign without a key', () => {
    const sign = () => signMessage([], { id: ID, body: BODY, at: SIGNED_AT });

    expect(sign).toThrow(RangeError);
  });
});

describe('verifyMessage', () => {
  it('[W2] accepts the published vector', () => {
    expect(verify()).toEqual({ believed: true, messageId: ID });
  });

  it('[W1] accepts the body as bytes too', () => {
    expect(verify({}, Buffer.from(BODY)).believed).toBe(true);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses a message without %s', (name) => {
    expect(verify({ [name]: undefined })).toEqual(refused('headers'));
    expect(verify({ [name]: '' })).toEqual(refused('headers'));
  });

  it('[W1] refuses a body in which one space changed', () => {
    expect(verify({}, '{"test":2432232314}')).toEqual(refused('signature'));
    expect(verify({}, `${BODY} `)).toEqual(refused('signature'));
  });

  it('refuses the signature of another message', () => {
    expect(verify({ 'webhook-id': 'msg_other' })).toEqual(refused('signature'));
    expect(verify({ 'webhook-timestamp': '1614265331' })).toEqual(refused('signature'));
  });

  it('refuses the same signed bytes when id and time are split differently', () => {
    const at = SIGNED_AT;
    const signed = signMessage(keys, { id: 'msg', body: '1614265330.{}', at });
    const moved = { 'webhook-id': 'msg.1614265330', 'webhook-signature': signed['webhook-signature'] };

    expect(verify(moved, '{}')).toEqual(refused('headers'));
  });

  it.each([
    ['v1,dawfeoifkpqwoekfpqoekf'],
    [SIGNATURE.slice(0, 8)],
    ['v1,'],
    ['v1'],
    [SIGNATURE.replace('v1,', '')],
    [SIGNATURE.replace('v1,', 'v2,')],
    [SIGNATURE.slice(0, -1)],
    [`${SIGNATURE}=`],
    [`v1,${WRONG}`],
    [' '],
  ])('[W5] refuses the signature %j', (signature) => {
    expect(verify({ 'webhook-signature': signature })).toEqual(refused('signature'));
  });

  it('[W4] accepts one valid v1 among wrong ones and unknown versions', () => {
    const several = [`v1,${WRONG}`, `v2,${WRONG}`, SIGNATURE, `v1,${WRONG}`].join(' ');

    expect(verify({ 'webhook-signature': several }).believed).toBe(true);
  });

  it('[W4] accepts either of two secrets during a rotation, and no third', () => {
    const other = signingKey(`whsec_${Buffer.alloc(32, 3).toString('base64')}`);
    const message = { headers, body: BODY, now: SIGNED_AT };

    expect(verifyMessage([other, ...keys], message).believed).toBe(true);
    expect(verifyMessage([other], message)).toEqual(refused('signature'));
  });

  it('refuses every message when there is no secret', () => {
    expect(verifyMessage([], { headers, body: BODY, now: SIGNED_AT })).toEqual(refused('signature'));
  });

  it.each([
    [-301, false],
    [-300, true],
    [0, true],
    [300, true],
    [300.999, true],
    [301, false],
  ])('[W3] read %d seconds after signing: accepted: %j', (seconds, believed) => {
    expect(verify({}, BODY, secondsLater(seconds)).believed).toBe(believed);
    expect(TOLERANCE_SECONDS).toBe(300);
  });

  it.each([
    'hello',
    '1614265330abc',
    '1614265330.5',
    ' 1614265330',
    '+1614265330',
    '0x60379f72',
    '1.614265330e9',
    '１６１４',
  ])('[W3] refuses the timestamp %j, although the rest is signed', (timestamp) => {
    const text = new Webhook(SECRET).sign(ID, SIGNED_AT, BODY);

    expect(verify({ 'webhook-timestamp': timestamp, 'webhook-signature': text })).toEqual(refused('timestamp'));
  });
});

describe('signingKey', () => {
  it('accepts the secret with and without its prefix', () => {
    expect(signingKey(SECRET)).toEqual(signingKey('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'));
  });

  it.each([
    ['nothing', ''],
    ['only the prefix', 'whsec_'],
    ['23 bytes', `whsec_${Buffer.alloc(23, 7).toString('base64')}`],
    ['65 bytes', `whsec_${Buffer.alloc(65, 7).toString('base64')}`],
    ['a sentence', 'whsec_please change this secret before you go live'],
    ['a private key of another scheme', `whsk_${Buffer.alloc(32, 7).toString('base64')}`],
  ])('[W6] refuses %s', (_case, secret) => {
    const make = () => signingKey(secret);

    expect(make).toThrow('24 to 64 random bytes');
  });

  it('[W6] accepts the shortest and the longest secret that the specification allows', () => {
    const lengths = [24, 64].map((bytes) => signingKey(`whsec_${Buffer.alloc(bytes, 7).toString('base64')}`).length);

    expect(lengths).toEqual([24, 64]);
  });
});

describe('compared with the reference library', () => {
  const secret = fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`);
  const id = fc.stringMatching(/^[A-Za-z0-9_@-]{1,40}$/);
  const second = fc.integer({ min: 1_000_000_000, max: 4_000_000_000 });
  const body = fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify({ text }));

  it('[W2] each accepts what the other signs', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    fc.assert(
      fc.property(secret, id, second, body, (secret, id, second, body) => {
        const at = new Date(second * 1000);
        vi.setSystemTime(at);
        const reference = new Webhook(secret);
        const theirs = {
          'webhook-id': id,
          'webhook-timestamp': String(second),
          'webhook-signature': reference.sign(id, at, body),
        };

        const ours = signMessage([signingKey(secret)], { id, body, at });
        const believed = verifyMessage([signingKey(secret)], { headers: theirs, body, now: at });

        expect(ours).toEqual(theirs);
        expect(believed).toEqual({ believed: true, messageId: id });
        expect(reference.verify(body, { ...ours })).toEqual(JSON.parse(body));
      }),
      { numRuns: 200 },
    );
    vi.useRealTimers();
  });

  it('[W5] refuses every message in which one byte was changed', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, place, flip) => {
        const at = SIGNED_AT;
        const headers = { ...signMessage(keys, { id: ID, body, at }) };
        const changed = Buffer.from(body);
        const index = place % changed.length;
        changed.writeUInt8(changed.readUInt8(index) ^ flip, index);

        const verified = verifyMessage(keys, { headers, body: changed, now: at });

        expect(verified).toEqual(refused('signature'));
      }),
      { numRuns: 200 },
    );
  });
});
