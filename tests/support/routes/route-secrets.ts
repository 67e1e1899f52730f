import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Visit } from '../filings/whole-filing.ts';
import type { TestLaptop } from '../test-laptop.ts';

// What tests that go through every route make up, and where they find what was sent to a phone.

export const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** 32 random bytes that nobody but whoever made them may see. */
export function newSecret({ secrets }: Visit, name: string): string {
  const secret = randomBytes(32).toString('base64url');
  secrets[name] = secret;
  return secret;
}

/** The newest code that was sent to a number. */
export function codeAt({ sms }: TestLaptop, mobile: string): string | undefined {
  const sent = sms.messages().filter(({ phone, text }) => phone === `+86${mobile}` && text.includes('验证码为'));
  return /\d{6}/.exec(sent.at(-1)?.text ?? '')?.[0];
}

export async function onDatabase({ addresses }: TestLaptop, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: addresses.database });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** As a day later: counts begin anew. */
export const forgetCounts = (laptop: TestLaptop) => onDatabase(laptop, ['delete from caller_limit']);
