import { appendFile, mkdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** Who may send by the laptop's mail server. */
export const LAPTOP_SMTP = {
  user: 'icp@mail.example.cn',
  password: 'laptop-mail-password',
  from: '备案服务 <icp@mail.example.cn>',
} as const;

/** A mail that arrived. */
export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly sentAt: string;
}

export interface RunningMailbox {
  readonly host: string;
  readonly port: number;
  /** Mails so far, oldest first. */
  messages(): readonly SentMail[];
  /** Makes the server say that there is no such mailbox. */
  remove(address: string): void;
  stop(): Promise<void>;
}

/**
 * A mail server that keeps every mail instead of passing it on. It speaks SMTP on loopback, in clear, and wants the
 * password.
 *
 * @param file stores the mails as JSON lines, so that they survive a restart.
 */
export async function startMailbox({ port, file }: { readonly port: number; readonly file: string }) {
  await mkdir(dirname(file), { recursive: true });
  const lines = (await readFile(file, { encoding: 'utf8', flag: 'a+' })).split('\n').filter(Boolean);
  const sent = lines.map((line) => JSON.parse(line) as SentMail);
  const removed = new Set<string>();

  const keep = async (raw: Buffer, to: string): Promise<void> => {
    const { subject = '', text = '', messageId = '' } = await PostalMime.parse(raw);
    const mail = { to, subject, text: text.trimEnd(), messageId, sentAt: new Date().toISOString() };
    sent.push(mail);
    await appendFile(file, `${JSON.stringify(mail)}\n`);
  };

  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _, callback) {
      const isRight = username === LAPTOP_SMTP.user && password === LAPTOP_SMTP.password;
      callback(isRight ? null : new Error('Invalid user or password'), isRight ? { user: username } : undefined);
    },
    onRcptTo({ address }, _, callback) {
      const unknown = Object.assign(new Error('No such mailbox'), { responseCode: 550 });
      callback(removed.has(address) ? unknown : null);
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        keep(Buffer.concat(chunks), to).then(() => callback(null), callback);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const mailbox: RunningMailbox = {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    messages: () => sent,
    remove: (address) => removed.add(address),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mailbox;
}
