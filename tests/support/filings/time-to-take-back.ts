import pg from 'pg';

/**
 * The time passes in which decisions and answers of the authority may be taken back: half a minute of each, in which a test that is
 * about something else would only wait.
 *
 * @param databaseUrl of the laptop, as its owner.
 */
export async function passTimeToTakeBack(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`update desk.decision set sends_at = now() where state = 'waiting' and sends_at > now()`);
    await client.query(
      `update desk.authority_answer set applies_at = now() where state = 'waiting' and applies_at > now()`,
    );
  } finally {
    await client.end();
  }
}
