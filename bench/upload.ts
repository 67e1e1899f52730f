import { randomUUID } from 'node:crypto';
import pg from 'pg';
import sharp from 'sharp';
import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { checkFile } from '../functions/intake/check-file.ts';
import type { Laptop } from '../local/laptop.ts';
import { withLaptop } from '../tools/temporary-laptop.ts';
import { Filer, wxLogin } from '../tools/walk/filer.ts';
import { openDraft } from '../tools/walk/open-draft.ts';
import { hasStatus, httpEvent } from './cold-start/first-calls.ts';
import { alternating, compareCpu, median, msOf } from './measuring.ts';
import { measured, type Row, within } from './row.ts';

const GRANTS = 100;
const PHOTOS = 20;

/** Calls before a grant is measured: until then its code is still being compiled. */
const GRANT_WARM_UP = 60;

/** A grant is a dozen statements in four transactions. */
const MAX_GRANT_RATIO = 40;
/** Besides decoding, resizing and writing, intake reads the header and measures a copy of 512 pixels. */
const MAX_INTAKE_RATIO = 1.4;

/** The cost of grants and intake, compared with their minimum: one commit, and the same photo through bare sharp. */
export async function measure(): Promise<readonly Row[]> {
  return [...(await benchIntake()), ...(await withLaptop({}, benchGrants))];
}

async function benchIntake(): Promise<readonly Row[]> {
  // As from a phone: 12 megapixels.
  const photo = await sharp(await drawLicence(ENTERPRISE.licence))
    .resize({ width: 4000 })
    .jpeg({ quality: 85 })
    .toBuffer();
  const bare = () =>
    sharp(photo).rotate().resize({ width: 2560, height: 2560, fit: 'inside' }).jpeg({ quality: 92 }).toBuffer();
  const intake = () => checkFile('business-licence', 'image/jpeg', photo);
  const [bareMs = 0, intakeMs = 0] = await compareCpu([bare, intake], { rounds: PHOTOS, runs: 1, warmUpRuns: 5 });
  return [
    measured({ metric: 'bare sharp, a photo of 12 megapixels', value: bareMs, unit: 'ms CPU' }),
    measured({ metric: 'intake, the same photo', value: intakeMs, unit: 'ms CPU' }),
    within(MAX_INTAKE_RATIO, { metric: 'intake to bare sharp', value: intakeMs / bareMs, unit: 'ratio' }),
  ];
}

async function benchGrants(laptop: Laptop): Promise<readonly Row[]> {
  const grant = await grantsOf(laptop);
  const commit = await commitsOf(laptop.addresses.database);
  for (let turn = 0; turn < GRANT_WARM_UP; turn += 1) await Promise.all([grant(), commit.run()]);
  const times = await alternating(GRANTS, [() => msOf(grant), () => msOf(commit.run)]);
  await commit.end();
  const [grantMs = 0, commitMs = 0] = times.map(median);
  return [
    measured({ metric: 'grants of one instance', value: 1000 / grantMs, unit: 'per second' }),
    measured({ metric: 'one committed insert', value: commitMs, unit: 'ms' }),
    within(MAX_GRANT_RATIO, { metric: 'grant to committed insert', value: grantMs / commitMs, unit: 'ratio' }),
  ];
}

/** The deployed function `upload`, called for one grant after the other by a person with a new draft. */
async function grantsOf(laptop: Laptop): Promise<() => Promise<unknown>> {
  const filer = new Filer(laptop.addresses.gateway);
  const token = await filer.signIn(await wxLogin(laptop.addresses.wechat, 'bench'));
  const { filingId } = await openDraft(filer);
  const body = { filingId, kind: 'id-front', subject: 'principal', contentType: 'image/jpeg', bytes: 300_000 };
  return async () => {
    const event = httpEvent({ method: 'POST', path: '/v1/uploads', token, idempotencyKey: randomUUID(), body });
    const result = await laptop.host.invoke('upload', event);
    if (!result.ok || !hasStatus(200, 201)(result.value)) throw new Error('no grant');
  };
}

/** The minimum of a command: one row, committed. */
async function commitsOf(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create table bench_commit (id uuid primary key, at timestamptz not null)');
  return {
    run: () => client.query('insert into bench_commit values ($1, now())', [randomUUID()]),
    end: () => client.end(),
  };
}
