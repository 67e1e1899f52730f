import { createTransport } from 'nodemailer';
import { Failed, type FailureKind } from '../../ports/failed.ts';
import type { Mails } from '../../ports/mails.ts';

const PORT = 'mail';

export interface SmtpSettings {
  readonly host: string;
  /** 465 is TLS from the first byte; 587 begins in clear and turns to TLS before anything is said. */
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The sender, e.g. `备案服务 <icp@example.cn>`. */
  readonly from: string;
  readonly timeoutSeconds: number;
  /** A server on this machine, without TLS: a laptop's. */
  readonly isLocal?: boolean | undefined;
  /** Certificates (PEM) that the server's must be certified by; left out, the public ones. */
  readonly authorities?: string | undefined;
}

/** What nodemailer tells of a failure. Source: nodemailer, "Error codes"; RFC 5321, 4.2. */
interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** Replies that say that there is no such mailbox. Source: RFC 5321, 4.2.3. */
const NO_MAILBOX = [550, 551, 553];

/** E-mail by SMTP with a password, over TLS. A connection is made for each message: an instance sends few. */
export function createMails(settings: SmtpSettings): Mails {
  const { host, port, user, password, from, timeoutSeconds, isLocal, authorities } = settings;
  const timeoutMs = timeoutSeconds * 1000;
  const transport = createTransport({
    host,
    port,
    secure: port === 465,
    ...(isLocal ? { ignoreTLS: true } : { requireTLS: true }),
    auth: { user, pass: password },
    tls: { minVersion: 'TLSv1.2', ...(authorities !== undefined && { ca: authorities }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Nothing in a message is read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: messageIdOf(id, from),
        });
        return 'sent';
      } catch (error) {
        const { code, responseCode = 0 } = error as SmtpError;
        if (code === 'EENVELOPE' && NO_MAILBOX.includes(responseCode)) return 'unreachable';
        throw new Failed(PORT, kindOf(code, responseCode), String(responseCode || code || 'unknown'), { cause: error });
      }
    },
  };
}

/** The same on every attempt, so that a mailbox shows a repetition once. */
const messageIdOf = (id: string, from: string): string =>
  `<${id.replace(/[^\w-]+/g, '.')}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}>`;

function kindOf(code: string | undefined, responseCode: number): FailureKind {
  if (code === 'ETIMEDOUT') return 'timeout';
  if (responseCode >= 400 && responseCode < 500) return 'throttled';
  return code === 'EAUTH' || responseCode >= 500 ? 'refused' : 'broken';
}
