import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAPTOP_SMTP, type RunningMailbox, startMailbox } from '../../../local/mailbox.ts';
import { createMails, type SmtpSettings } from './mails.ts';

let dir: string;
let mailbox: RunningMailbox;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mails-'));
  mailbox = await startMailbox({ port: 0, file: join(dir, 'messages.jsonl') });
});
afterAll(async () => {
  await mailbox.stop();
  await rm(dir, { recursive: true });
});

const opened = (changes: Partial<SmtpSettings> = {}) =>
  createMails({ ...LAPTOP_SMTP, host: '127.0.0.1', port: mailbox.port, timeoutSeconds: 5, isLocal: true, ...changes });
const mail = (changes: object = {}) => ({
  id: 'code/1',
  to: 'zhou@example.com',
  subject: '网站备案：验证码',
  text: '你的验证码为004217，用于确认网站备案的联系方式。',
  ...changes,
});

/** A server that answers as told. */
async function serverThat<T>(options: SMTPServerOptions, use: (port: number) => Promise<T>): Promise<T> {
  const server = new SMTPServer({ logger: false, ...options });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  try {
    return await use((server.server.address() as AddressInfo).port);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const saying = (responseCode: number) => Object.assign(new Error('as told'), { responseCode });

describe('mail by SMTP', () => {
  it('reaches the mailbox with its Chinese text, under the same id on every attempt', async () => {
    expect([await opened().send(mail()), await opened().send(mail())]).toEqual(['sent', 'sent']);

    expect(mailbox.messages()).toMatchObject(
      Array(2).fill({
        to: 'zhou@example.com',
        subject: '网站备案：验证码',
        text: '你的验证码为004217，用于确认网站备案的联系方式。',
        messageId: '<code.1@mail.example.cn>',
      }),
    );
  });

  it('is unreachable where the server knows no such mailbox', async () => {
    mailbox.remove('gone@example.com');

    expect(await opened().send(mail({ to: 'gone@example.com' }))).toBe('unreachable');
  });

  it('goes to one mailbox, whatever is in its address or subject', async () => {
    const before = mailbox.messages().length;

    await opened().send(mail({ subject: '验证码\r\nBcc: other@example.com' }));
    const toTwo = await opened()
      .send(mail({ to: 'a@example.com, b@example.com' }))
      .catch((error: Error) => error.message);

    const arrived = mailbox.messages().slice(before);
    expect(arrived.map(({ to }) => to)).not.toContain('other@example.com');
    expect(arrived.filter(({ to }) => to.includes('b@example.com') && to.includes(', '))).toEqual([]);
    expect(toTwo).not.toBeUndefined();
  });

  it('leaves a wrong password to the operator', async () => {
    await expect(opened({ password: 'wrong' }).send(mail())).rejects.toMatchObject({
      port: 'mail',
      kind: 'refused',
      vendorCode: '535',
    });
  });

  it.each([
    [451, 'throttled'],
    [554, 'refused'],
  ])('[V1] is tried later or left to the operator when the server says %i: %s', async (code, kind) => {
    const failing = serverThat(
      {
        authOptional: true,
        disabledCommands: ['STARTTLS', 'AUTH'],
        onData: (stream, _, done) => {
          stream.resume();
          stream.on('end', () => done(saying(code)));
        },
      },
      (port) => createMails({ ...LAPTOP_SMTP, host: '127.0.0.1', port, timeoutSeconds: 5, isLocal: true }).send(mail()),
    );

    await expect(failing).rejects.toMatchObject({ port: 'mail', kind });
  });

  it('sends no password to a server that offers no TLS', async () => {
    await expect(opened({ isLocal: false }).send(mail())).rejects.toMatchObject({ port: 'mail', kind: 'refused' });
  });

  it('sends nothing to a server whose certificate nobody trusts', async () => {
    const passwords: string[] = [];
    const asked = serverThat(
      {
        onAuth: ({ password }, _, done) => {
          passwords.push(String(password));
          done(null, { user: 'anybody' });
        },
      },
      (port) => createMails({ ...LAPTOP_SMTP, host: 'localhost', port, timeoutSeconds: 5 }).send(mail()),
    );

    await expect(asked).rejects.toMatchObject({ port: 'mail' });
    expect(passwords).toEqual([]);
  });

  it('[V2] times out', async () => {
    const silent = serverThat({ onConnect: () => {} }, (port) =>
      createMails({ ...LAPTOP_SMTP, host: '127.0.0.1', port, timeoutSeconds: 0.3, isLocal: true }).send(mail()),
    );

    await expect(silent).rejects.toMatchObject({ kind: 'timeout' });
  });
});

describe('the laptop’s mail server', () => {
  it('remembers what was sent over a restart', async () => {
    await opened().send(mail({ to: 'kept@example.com' }));

    const again = await startMailbox({ port: 0, file: join(dir, 'messages.jsonl') });
    await again.stop();

    expect(again.messages()).toEqual(mailbox.messages());
  });
});
