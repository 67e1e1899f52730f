import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../contracts/kit/finding.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import { resolvePorts } from '../../platform/edge/ports.ts';
import { database, transactions } from '../../shared/compose/database.ts';
import { filingCases } from '../../shared/compose/filing-cases.ts';
import { authorizationCodes, filingRounds, filings, reviews } from '../../tests/support/database/service-ports.ts';
import { readyDocument, readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';
import * as providers from './ports.ts';
import { submit } from './submit.ts';

const ACCEPTED = { termsAccepted: true };

const { laptop } = await sharedLaptop();
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

interface Person {
  readonly filingId: string;
  readonly call: Call;
}

/** A person with a filing that may be submitted. */
async function personReady(name: string): Promise<Person> {
  const { filingId } = await readyFiling(await laptop.signedIn(name));
  return { filingId, call: await callerAt(laptop, name) };
}

const filing = async (filingId: string) => (await reviews()).findFiling(filingId);
const submitted = ({ filingId, call }: Person, body: unknown = ACCEPTED, options = {}) =>
  call('POST', `/v1/submissions/${filingId}`, body, options);

const roundOf = async (filingId: string, round: number) => (await filingRounds()).findRound(filingId, round);

const portsOfSubmit = () => resolvePorts(providers);

/** Both steps as the edge runs them: the second in a transaction. */
const submitting = async (...[command, ports]: Parameters<typeof submit.prepare>) => {
  const prepared = await submit.prepare(command, ports);
  return (await transactions()).inTransaction(() => submit.commit(command, prepared, ports));
};

/** Keys of the messages to the desk about a filing. */
const outboxOf = async (filingId: string) => {
  const { sql } = await database();
  const rows = await sql
    .selectFrom('outbox')
    .select('key')
    .where('lane', '=', 'review-desk')
    .where('key', 'like', `%${filingId}%`)
    .orderBy('key')
    .execute();
  return rows.map(({ key }) => key);
};

describe('submitting', () => {
  it('sends a filing without blocking findings to the desk, as its next round', async () => {
    const person = await personReady('complete');

    const reply = await submitted(person);

    const { filingId } = person;
    const { version } = await filing(filingId);
    expect(reply.status).toBe(202);
    expect(reply.body).toEqual({ filingId, state: 'submitted', stateLabel: '初审中', version, round: 1 });
    expect(await outboxOf(filingId)).toEqual([`submit/${filingId}/1`]);
  });

  it('is refused with every finding while something is missing, and changes nothing', async () => {
    const { filingId } = await openDraft(await laptop.signedIn('empty'));
    const person = { filingId, call: await callerAt(laptop, 'empty') };
    const before = await filing(filingId);

    const reply = await submitted(person);

    const { findings } = (reply.body as ErrorReply).error.facts as { findings: readonly Finding[] };
    expect(refusalOf(reply)).toBe('422 filing.incomplete');
    expect(findings.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['organizer', 'principal', 'documents.business-licence', 'websites.0.liveness']),
    );
    expect(await filing(filingId)).toEqual(before);
    expect(await outboxOf(filingId)).toEqual([]);
  });

  it('requires the terms to be accepted', async () => {
    const person = await personReady('hesitant');

    const reply = await submitted(person, { termsAccepted: false });

    expect(refusalOf(reply)).toBe('422 terms.not-accepted');
    expect((await filing(person.filingId)).state).toBe('draft');
  });

  it('records which version of the terms was accepted, and accepts only the current one', async () => {
    const person = await personReady('reader');

    const old = await submitted(person, { termsAccepted: true, termsTextVersion: '2019-12' });
    const reply = await submitted(person, { termsAccepted: true, termsTextVersion: '2026-11' });

    expect(refusalOf(old)).toBe('422 terms.not-accepted');
    expect((old.body as ErrorReply).error.facts).toMatchObject({ textVersion: '2026-11' });
    expect(reply.status).toBe(202);
    expect(await roundOf(person.filingId, 1)).toMatchObject({ termsTextVersion: '2026-11' });
    const history = await (await filings()).historyOf(person.filingId);
    expect(history.at(-1)).toMatchObject({ event: 'submit', facts: { round: 1, termsTextVersion: '2026-11' } });
  });

  it('freezes each round as it was, with the hash of its content, whatever is changed afterwards', async () => {
    const person = await personReady('careful');
    const { filingId } = person;
    await submitted(person);
    const first = await roundOf(filingId, 1);
    await person.call('DELETE', `/v1/submissions/${filingId}`);
    const { applicantId, contents } = await filing(filingId);
    const websites = contents.websites.map((website) => ({
      ...website,
      ...(website.details && {
        details: { ...website.details, remark: '改为展示公司新产品的介绍、参数和使用说明文档' },
      }),
    }));
    await (await filings()).change(filingId, applicantId, () => ({
      event: 'save',
      contents: { ...contents, websites },
    }));

    await submitted(person);

    const second = await roundOf(filingId, 2);
    expect(await roundOf(filingId, 1)).toEqual(first);
    expect(first?.data.websites).toEqual(contents.websites);
    expect(second?.data.websites).toEqual(websites);
    for (const round of [first, second]) expect(round?.contentHash).toBe(contentHash(round?.data));
    expect(second?.contentHash).not.toBe(first?.contentHash);
    expect(first?.data.documents.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['business-licence', 'id-front', 'id-back', 'liveness-photo', 'liveness-video']),
    );
  });

  it('is refused when a document arrived between check and submission', async () => {
    const { filingId } = await personReady('adding');
    const { applicantId } = await filing(filingId);
    const real = await filingCases();
    const filingCasesThenUpload = {
      ...real,
      whole: async (...args: Parameters<typeof real.whole>) => {
        const looked = await real.whole(...args);
        await readyDocument(await filing(filingId), 'residence-proof', 'principal');
        return looked;
      },
    };
    const ports = { ...(await portsOfSubmit()), filingCases: filingCasesThenUpload };

    const submission = submitting({ applicantId, filingId, body: ACCEPTED }, ports);

    await expect(submission).rejects.toMatchObject({ refusal: 'filing.changed-meanwhile' });
    expect(await roundOf(filingId, 1)).toBeUndefined();
  });

  it("is refused for another person's filing", async () => {
    const { filingId } = await personReady('owner');

    const reply = await submitted({ filingId, call: await callerAt(laptop, 'stranger') });

    expect(refusalOf(reply)).toBe('404 filing.unknown');
  });

  it('[I2] twice with one key returns the same bytes and sends once', async () => {
    const person = await personReady('impatient');
    const idempotencyKey = randomUUID();

    const first = await submitted(person, ACCEPTED, { idempotencyKey });
    const second = await submitted(person, ACCEPTED, { idempotencyKey });

    expect(second).toEqual(first);
    expect(first.status).toBe(202);
    expect((await filing(person.filingId)).round).toBe(1);
    expect(await outboxOf(person.filingId)).toEqual([`submit/${person.filingId}/1`]);
  });

  it('with another key is refused when the filing was submitted already', async () => {
    const person = await personReady('repeating');
    await submitted(person);

    const again = await submitted(person);

    expect(refusalOf(again)).toBe('409 filing.wrong-state');
  });

  it('[S2] many times concurrently with different keys submits once', async () => {
    const person = await personReady('frantic');

    const replies = await Promise.all([1, 2, 3, 4].map(() => submitted(person)));

    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([202, 409, 409, 409]);
    expect(await outboxOf(person.filingId)).toEqual([`submit/${person.filingId}/1`]);
  });

  it('is refused when the filing was changed between check and submission', async () => {
    const { filingId } = await personReady('changing');
    const { applicantId } = await filing(filingId);
    const real = await filingCases();
    // A save from another tab commits after the check.
    const filingCasesThenSave = {
      ...real,
      whole: async (...args: Parameters<typeof real.whole>) => {
        const looked = await real.whole(...args);
        await (await filings()).change(filingId, applicantId, () => ({ event: 'save' }));
        return looked;
      },
    };

    const submission = submitting(
      { applicantId, filingId, body: ACCEPTED },
      { ...(await portsOfSubmit()), filingCases: filingCasesThenSave },
    );

    await expect(submission).rejects.toMatchObject({ refusal: 'filing.changed-meanwhile' });
    expect((await filing(filingId)).state).toBe('draft');
    expect(await outboxOf(filingId)).toEqual([]);
  });

  describe('with an authorization code', () => {
    const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;

    /** A code that a person's complete filing uses instead of a server. */
    async function withCode({ filingId }: Person) {
      const { applicantId: ownerId } = await filing(filingId);
      const code = randomUUID();
      await (await authorizationCodes()).create({ id: randomUUID(), code, ownerId, server: SERVER }, 5);
      const cloudService = { kind: 'authorization-code', code } as const;
      await (await filings()).change(filingId, ownerId, ({ contents }) => ({
        event: 'save',
        contents: { ...contents, websites: contents.websites.map((website) => ({ ...website, cloudService })) },
      }));
      return code;
    }
    const stateOf = async (code: string) => (await (await authorizationCodes()).findByCode(code))?.state;

    it('assigns the code, and frees it when the filing is abandoned', async () => {
      const person = await personReady('authorized');
      const code = await withCode(person);

      const reply = await submitted(person);
      const during = await stateOf(code);
      await person.call('DELETE', `/v1/submissions/${person.filingId}`);
      await person.call('POST', `/v1/submissions/${person.filingId}/abandonment`);

      expect(reply.status).toBe(202);
      expect([during, await stateOf(code)]).toEqual(['in-use', 'free']);
    });

    it('is refused when another filing uses the code', async () => {
      const [person, other] = [await personReady('late'), await personReady('early')];
      const code = await withCode(person);
      const { applicantId } = await filing(other.filingId);
      await (await authorizationCodes()).assignToFiling([code], { filingId: other.filingId, applicantId });

      const reply = await submitted(person);

      const { findings } = (reply.body as ErrorReply).error.facts as { findings: readonly Finding[] };
      expect(refusalOf(reply)).toBe('422 filing.incomplete');
      const blocking = findings.filter(({ severity }) => severity === 'block');
      expect(blocking).toMatchObject([{ ruleId: 'CS-10', field: 'websites.0.cloudService' }]);
    });

    it('submits nothing when the code is taken between check and submission', async () => {
      const [{ filingId, call }, other] = [await personReady('overtaken'), await personReady('overtaking')];
      const code = await withCode({ filingId, call });
      const [{ applicantId }, { applicantId: otherId }] = [await filing(filingId), await filing(other.filingId)];
      const real = await filingCases();
      const filingCasesThenTaken = {
        ...real,
        whole: async (...args: Parameters<typeof real.whole>) => {
          const looked = await real.whole(...args);
          await (await authorizationCodes()).assignToFiling([code], { filingId: other.filingId, applicantId: otherId });
          return looked;
        },
      };
      const ports = { ...(await portsOfSubmit()), filingCases: filingCasesThenTaken };

      const submission = submitting({ applicantId, filingId, body: ACCEPTED }, ports);

      await expect(submission).rejects.toMatchObject({ refusal: 'authorization-code.unusable' });
      expect((await filing(filingId)).state).toBe('draft');
      expect(await outboxOf(filingId)).toEqual([]);
    });
  });

  it('starts the next round of a returned filing with nothing flagged', async () => {
    const person = await personReady('returned');
    await submitted(person);
    const flagged = [{ field: 'organizer.remark', reason: '请补充说明' }];
    await (await reviews()).changeFiling(person.filingId, () => ({ event: 'return', flagged, lastVerdict: 1 }));
    await person.call('PUT', `/v1/filings/${person.filingId}/rounds/1/answers/1`, { word: '没有需要说明的内容' });

    await submitted(person);

    const { filingId } = person;
    expect(await filing(filingId)).toMatchObject({ state: 'submitted', round: 2, lastVerdict: 0, flagged: [] });
    expect(await outboxOf(filingId)).toEqual([`submit/${filingId}/1`, `submit/${filingId}/2`]);
  });
});
