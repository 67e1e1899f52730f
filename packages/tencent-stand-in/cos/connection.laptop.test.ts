import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { BUCKET, testCos } from '../../../tests/support/database/cos-under-test.ts';
import { LAPTOP_CREDENTIALS } from '../credentials.ts';

const cos = await testCos();

const BOUNDARY = 'b';
/** A form as cos-wx-sdk-v5 sends it; without a signature it is refused before its file is read. */
function form(file: Buffer, signature?: string): Buffer {
  const fields = {
    key: 'form/photo',
    ...(signature ? { Signature: signature, 'x-cos-security-token': LAPTOP_CREDENTIALS.token } : {}),
  };
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="p"\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

interface Answered {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  /** On the connection of the previous request. */
  readonly reused: boolean;
}

/** Clients like phones: one connection, reused for the next request. `sent` is how much of the body they send. */
function phone() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    close: () => agent.destroy(),
    async post(body: Buffer, sent = body.length): Promise<Answered> {
      const headers = {
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': String(body.length),
      };
      const outgoing = request(`${cos.url()}/${BUCKET}/`, { method: 'POST', agent, headers });
      // Errors of the body after the response are ignored.
      outgoing.on('error', () => {});
      const answering = new Promise<IncomingMessage>((resolve, reject) => {
        outgoing.once('response', resolve).once('error', reject);
      });
      outgoing.write(body.subarray(0, sent));
      if (sent === body.length) outgoing.end();
      const answer = await answering;
      await text(answer);
      return {
        status: answer.statusCode,
        connection: answer.headers.connection,
        reused: outgoing.reusedSocket,
      };
    },
  };
}

describe('the connection of a form', () => {
  it('is kept when the form was read to its end', async () => {
    const { post, close } = phone();
    const good = () => form(Buffer.alloc(300_000, 'x'), cos.sign({ method: 'POST' }));

    const answers = [await post(good()), await post(good())];
    close();

    expect(answers.map(({ status, connection, reused }) => [status, connection, reused])).toEqual([
      [204, 'keep-alive', false],
      [204, 'keep-alive', true],
    ]);
  });

  it.each([300_000, 20_000_000])('is closed when the form is refused before its end: %i bytes', async (bytes) => {
    const { post, close } = phone();

    const refused = await post(form(Buffer.alloc(bytes, 'x')));
    const next = await post(form(Buffer.from('x'), cos.sign({ method: 'POST' })));
    close();

    expect([refused.status, refused.connection]).toEqual([403, 'close']);
    expect([next.status, next.reused]).toEqual([204, false]);
  });

  it('is closed when the rest of a refused form never arrives', async () => {
    const { post, close } = phone();

    const refused = await post(form(Buffer.alloc(300_000, 'x')), 200);
    const next = await post(form(Buffer.from('x'), cos.sign({ method: 'POST' })));
    close();

    expect([refused.status, refused.connection, next.status]).toEqual([403, 'close', 204]);
  });
});
