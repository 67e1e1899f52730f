import { describe, expect, it } from 'vitest';
import { type Attempt, isAllowed, parsePolicy } from './policy.ts';

const policy = (...statement: readonly object[]) => {
  const parsed = parsePolicy({ version: '2.0', statement });
  if (!parsed) throw new Error('not a policy');
  return parsed;
};

const INCOMING = 'qcs::cos:ap-guangzhou:uid/1250000000:files-1250000000/incoming/*';
const allowPut = { effect: 'allow', action: ['name/cos:PutObject'], resource: [INCOMING] };

const put = (key: string, changes: Partial<Attempt> = {}): Attempt => ({
  action: 'cos:PutObject',
  resource: `qcs::cos:ap-guangzhou:uid/1250000000:files-1250000000/${key}`,
  ownAccount: 'uid/1250000000',
  ...changes,
});

describe('a policy', () => {
  it.each<[string, Attempt, boolean]>([
    ['what it names', put('incoming/a'), true],
    ['a key that only begins alike', put('incoming-not/a'), false],
    ['another prefix', put('clean/a'), false],
    ['another action', put('incoming/a', { action: 'cos:GetObject' }), false],
    ['an action that only begins alike', put('incoming/a', { action: 'cos:PutObjectACL' }), false],
  ])('allows or denies %s', (_, attempt, expected) => {
    expect(isAllowed([policy(allowPut)], attempt)).toBe(expected);
  });

  it('takes a star for anything, also within an action, and no other sign', () => {
    const all = policy({ effect: 'allow', action: 'cos:*', resource: '*' });
    const dots = policy({ effect: 'allow', action: 'cos.PutObject', resource: '*' });

    expect([isAllowed([all], put('x')), isAllowed([dots], put('x'))]).toEqual([true, false]);
  });

  it('means all regions by an empty one, and its own account by an empty one', () => {
    const own = policy({ effect: 'allow', action: 'sts:AssumeRole', resource: 'qcs::cam:::roleName/uploads' });
    const assume = (uin: string): Attempt => ({
      action: 'sts:AssumeRole',
      resource: `qcs::cam::uin/${uin}:roleName/uploads`,
      ownAccount: 'uin/100000000001',
    });

    expect([isAllowed([own], assume('100000000001')), isAllowed([own], assume('100000000002'))]).toEqual([true, false]);
  });

  it('denies what one statement denies, whatever another allows', () => {
    const denied = policy(allowPut, {
      effect: 'deny',
      action: 'cos:PutObject',
      resource: `${INCOMING.slice(0, -1)}b*`,
    });

    expect([isAllowed([denied], put('incoming/a')), isAllowed([denied], put('incoming/b'))]).toEqual([true, false]);
  });

  it('allows only what every other policy allows too', () => {
    const narrow = policy({ ...allowPut, resource: [INCOMING.replace('*', 'a')] });

    expect([
      isAllowed([policy(allowPut), narrow], put('incoming/a')),
      isAllowed([policy(allowPut), narrow], put('incoming/b')),
    ]).toEqual([true, false]);
  });

  it.each<[string, Record<string, string> | undefined, boolean]>([
    ['string_equal', undefined, false],
    ['string_equal', { 'cos:x-cos-acl': 'private' }, true],
    ['string_equal', { 'cos:x-cos-acl': 'public-read' }, false],
    ['string_equal_if_exist', undefined, true],
    ['string_equal_if_exist', { 'cos:x-cos-acl': 'private' }, true],
    ['string_equal_if_exist', { 'cos:x-cos-acl': 'public-read' }, false],
    ['string_not_equal', undefined, false],
    ['string_not_equal', { 'cos:x-cos-acl': 'public-read' }, true],
    ['string_not_equal_if_exist', { 'cos:x-cos-acl': 'private' }, false],
  ])('with the condition %s, for a request with %j', (operator, facts, expected) => {
    const conditional = policy({ ...allowPut, condition: { [operator]: { 'cos:x-cos-acl': 'private' } } });

    expect(isAllowed([conditional], put('incoming/a', facts ? { facts } : {}))).toBe(expected);
  });
});

describe('parsePolicy', () => {
  it.each<[string, unknown]>([
    ['another version', { version: '1.0', statement: [allowPut] }],
    ['no statement', { version: '2.0', statement: [] }],
    ['an effect that is neither', { version: '2.0', statement: [{ ...allowPut, effect: 'maybe' }] }],
    [
      'a principal, which belongs to a bucket',
      { version: '2.0', statement: [{ ...allowPut, principal: { qcs: '*' } }] },
    ],
    [
      'an operator that is not implemented',
      { version: '2.0', statement: [{ ...allowPut, condition: { ip_equal: {} } }] },
    ],
  ])('refuses %s', (_, document) => {
    expect(parsePolicy(document)).toBeUndefined();
  });
});
