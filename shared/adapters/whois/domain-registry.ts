import { connect } from 'node:net';
import { storable } from '../../../contracts/kit/storable.ts';
import { asciiDomain } from '../../../contracts/normal-forms/domain.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { DomainFacts } from '../../domain/facts.ts';
import type { DomainRegistry } from '../../ports/facts/domain-registry.ts';

export interface WhoisSettings {
  readonly host: string;
  readonly port: number;
  /** From connecting to the last byte of the reply. */
  readonly timeoutSeconds: number;
}

const PORT = 'domain-registry';
const MAX_BYTES = 64 * 1024;
const LDH_NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/**
 * Names under .cn and .中国 in CNNIC's registry, which has no RDAP: WHOIS (RFC 3912) at whois.cnnic.cn. The reply has
 * lines of `Label: value` in UTF-8, times in Beijing; it names the owner, but not whether they were verified.
 *
 * Source: CNNIC, help page of its WHOIS service.
 */
export const createDomainRegistry = (settings: WhoisSettings): DomainRegistry => ({
  async facts(domain) {
    if (!LDH_NAME.test(domain)) return undefined;
    const answer = await ask(settings, domain);
    if (/^\s*no matching record/im.test(answer)) return undefined;
    if (/queried interval is too short|too many requests|limit exceeded/i.test(answer))
      throw new Failed(PORT, 'throttled');
    return factsIn(answer, domain);
  },
});

function factsIn(answer: string, domain: string): DomainFacts {
  const lines = answer.split(/\r?\n/).map((line) => /^\s*([A-Za-z ]+?)\s*:\s*(.*?)\s*$/.exec(line));
  const values = (label: string) =>
    lines.flatMap((line) => (line?.[1] === label && line[2] !== undefined && line[2] !== '' ? [line[2]] : []));
  if (asciiDomain(values('Domain Name')[0] ?? '') !== domain) throw new Failed(PORT, 'broken', 'UnexpectedAnswer');
  return {
    source: 'registry',
    ownerName: values('Registrant')[0],
    realName: 'unknown',
    expiresOn: values('Expiration Time')[0]?.match(/^\d{4}-\d{2}-\d{2}/)?.[0],
    registrar: values('Sponsoring Registrar')[0],
    statuses: values('Domain Status').filter((status) => status !== 'ok'),
  };
}

/** @throws Failed('domain-registry', …) when no complete reply of at most 64 KB arrives in time. */
function ask({ host, port, timeoutSeconds }: WhoisSettings, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const socket = connect({ host, port }, () => socket.write(`${question}\r\n`));
    const fail = (failed: Failed) => {
      clearTimeout(late);
      socket.destroy();
      reject(failed);
    };
    const late = setTimeout(() => fail(new Failed(PORT, 'timeout')), timeoutSeconds * 1000);
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) return fail(new Failed(PORT, 'broken', 'AnswerTooLarge'));
      chunks.push(chunk);
    });
    socket.on('error', (error) => fail(new Failed(PORT, 'broken', undefined, { cause: error })));
    socket.on('end', () => {
      clearTimeout(late);
      resolve(storable(Buffer.concat(chunks).toString('utf8')) as string);
    });
  });
}
