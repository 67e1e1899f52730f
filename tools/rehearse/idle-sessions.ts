import { onDatabase } from '../../local/postgres.ts';

/** Lets the database end idle sessions of the functions' role, as the operators' manual says. */
export async function endIdleSessions(adminUrl: string, workingUrl: string): Promise<void> {
  const { username, pathname } = new URL(workingUrl);
  await onDatabase(adminUrl, (client) => {
    const [role, name] = [username, pathname.slice(1)].map((text) => client.escapeIdentifier(decodeURIComponent(text)));
    return client.query(`alter role ${role} in database ${name} set idle_session_timeout = '5min'`);
  });
}
