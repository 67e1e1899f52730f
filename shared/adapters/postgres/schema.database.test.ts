import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testSeal } from '../../../tests/support/database/instance.ts';
import { testInstance } from '../../../tests/support/database/test-instance.ts';
import { draftFiling, eligibilityOf } from '../../../tests/support/filings/filings.ts';

const { test, instance } = await testInstance();

const OPENID = 'oFICTIONAL-openid-of-nobody_01';
const TICKET = 'ticket-that-nobody-may-guess';

/** Every row of every table as PostgreSQL prints it, with the bytes of sealed columns as text too. */
async function everythingStored(): Promise<string> {
  const columns = await test.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type
     from information_schema.columns where table_schema = 'public'`,
  );
  const values = columns.map(async ({ table, column, type }) => {
    const text = type === 'bytea' ? `encode("${column}", 'escape') || encode("${column}", 'hex')` : `"${column}"::text`;
    const rows = await test.query<{ text: string | null }>(`select ${text} as text from "${table}"`);
    return rows.map((row) => row.text ?? '').join('\n');
  });
  return (await Promise.all(values)).join('\n');
}

const hex = (text: string) => Buffer.from(text).toString('hex');

describe('the contents of the tables', () => {
  it('[P2] show nothing that was typed or read about a person', async () => {
    const { accountId } = await instance.accounts.signIn(OPENID);
    const input = eligibilityOf(INDIVIDUAL);
    const expiresAt = new Date('2026-11-25T00:00:00Z');
    const { certificateNumber, domain } = input;
    const question = { accountId, certificateNumber, domain, prefix: certificateNumber.slice(0, -4) };
    const limits = { numbersOfAccount: 1, numbersWithDomain: 1, numbersWithPrefix: 1 };
    await instance.askedNumbers.countCertificate(question, limits);
    await instance.askedNumbers.countMobiles(accountId, [ENTERPRISE.principal.mobile], 1);
    await instance.eligibilityChecks.save({ accountId, ticket: TICKET, input, filingType: 'first', expiresAt });
    await draftFiling(instance, INDIVIDUAL);
    const { applicantId, filingId } = await draftFiling(instance, ENTERPRISE);
    const documentId = instance.ids.uuid();
    await instance.documents.create(
      {
        id: documentId,
        filingId,
        applicantId,
        kind: 'id-front',
        subject: 'principal',
        contentType: 'image/jpeg',
        maxBytes: 1,
        incomingKey: 'incoming/id-front/key',
      },
      { grants: 10, bytes: Infinity },
    );
    const { name, idNumber, address } = ENTERPRISE.idCard;
    const fields = { name, idNumber, address };
    await instance.documents.change(documentId, 'waiting', {
      state: 'ready',
      fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, { text, confidence: 1 }])),
    });

    const stored = await everythingStored();

    const marked = [ENTERPRISE, INDIVIDUAL].flatMap(({ principal, organizer, idCard }) => [
      principal.name,
      principal.idNumber,
      principal.mobile,
      principal.officePhone,
      principal.emergencyPhone,
      principal.email,
      organizer.name,
      organizer.certificateAddress,
      organizer.address.detail,
      idCard.address,
    ]);
    const found = [...marked, ENTERPRISE.licence.creditCode, OPENID, TICKET].filter(
      (value) => stored.includes(value) || stored.includes(hex(value)),
    );
    expect(found).toEqual([]);
    // The search itself works: it finds what may be in clear.
    expect(stored).toContain(ENTERPRISE.domain);
  });

  it('[P4] can be unsealed with the deployment’s keys, and with no others', async () => {
    const { filingId } = await draftFiling(instance, ENTERPRISE);
    const [row] = await test.query<{ contents_sealed: Buffer }>('select contents_sealed from filing where id = $1', [
      filingId,
    ]);
    const sealed = row?.contents_sealed ?? Buffer.alloc(0);

    const opened = testSeal().open(sealed, { table: 'filing', column: 'contents_sealed', row: filingId });

    expect(opened).toContain(ENTERPRISE.principal.idNumber);
    expect(sealed.subarray(0, 5)).toEqual(Buffer.from('\x84test', 'latin1'));
  });
});
