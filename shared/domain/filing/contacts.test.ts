import { describe, expect, it } from 'vitest';
import { allContacts, contactsOf } from './contacts.ts';
import type { FilingContents } from './filing.ts';

const person = (mobile: string, emergencyPhone: string, email: string) => ({ mobile, emergencyPhone, email });
const contents = (organizerKind: string, principal?: object, siteOwner?: object) =>
  ({ eligibility: { organizerKind }, principal, websites: [{ id: 'w1', siteOwner }] }) as unknown as FilingContents;

const ZHOU = person('+86 138-2223-0017', '0755-86001234', 'Zhou@example。com');
const LIN = person('13822230018', '13822230019', 'lin@example.com');

describe('the contacts of a filing', () => {
  it('are the mobile numbers and mailboxes of principal and site owners, in normal form', () => {
    expect(allContacts(contents('enterprise', ZHOU, LIN))).toEqual([
      { person: 'principal', kind: 'mobile', address: '13822230017', field: 'principal.mobile' },
      { person: 'principal', kind: 'email', address: 'zhou@example.com', field: 'principal.email' },
      { person: 'site-owner:w1', kind: 'mobile', address: '13822230018', field: 'websites.0.siteOwner.mobile' },
      {
        person: 'site-owner:w1',
        kind: 'emergencyPhone',
        address: '13822230019',
        field: 'websites.0.siteOwner.emergencyPhone',
      },
      { person: 'site-owner:w1', kind: 'email', address: 'lin@example.com', field: 'websites.0.siteOwner.email' },
    ]);
  });

  it('are those of the principal alone where a person files for themselves', () => {
    expect(allContacts(contents('individual', ZHOU)).map(({ field }) => field)).toEqual([
      'principal.mobile',
      'principal.email',
    ]);
  });

  it('are none of people who are not there yet, and of websites that are gone', () => {
    expect(allContacts(contents('enterprise'))).toEqual([]);
    expect(contactsOf('site-owner:w2', contents('enterprise', ZHOU, LIN))).toEqual([]);
  });
});
