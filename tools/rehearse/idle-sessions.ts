import pg from 'pg';

/** Lets the database end idle sessions of the functions' role, as the operators' manual says. */
export async function endIdleSessions(adminUrl: string, workingUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = client.escapeIdentifier(decodeURIComponent(new URL(workingUrl).username));
    const name = client.escapeIdentifier(decodeURIComponent(new URL(workingUrl).pathname.slice(1)));
    await client.query(`alter role ${role} in database ${name} set idle_session_timeout = '5min'`);
  } finally {
    await client.end();
  }
}
