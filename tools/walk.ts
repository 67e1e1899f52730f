import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import type { Progress } from '../client/calls/messages.ts';
import { hasDesk } from '../deploy/desk.ts';
import { DIVISIONS } from '../local/divisions.ts';
import type { Addresses } from '../local/laptop.ts';
import { WATCHED } from '../local/reviewed-laptop.ts';
import type { OrganizerKind } from '../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../shared/domain/filing/filing-types.ts';
import { runCommand } from './run-command.ts';
import { inTemporaryDir, withLaptop, withReviewedLaptop } from './temporary-laptop.ts';
import { CONSENT_TEXT_VERSION, Filer, Refusal, wxLogin } from './walk/filer.ts';
import { type ChallengeAction, drawPapers, type OwnFiles, type Papers, specimenOf } from './walk/papers.ts';
import { walkFiling } from './walk/walk-filing.ts';
import { type LifeAnswer, SECOND_DOMAIN, walkLife } from './walk/walk-life.ts';

const options = {
  kind: { type: 'string', default: 'enterprise' },
  licence: { type: 'string' },
  'id-front': { type: 'string' },
  'id-back': { type: 'string' },
  photo: { type: 'string' },
  video: { type: 'string' },
  'video-actions': { type: 'string' },
  returned: { type: 'boolean', default: false },
  life: { type: 'boolean', default: false },
  gateway: { type: 'string' },
  wechat: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Drawn papers meet a vendor on a bad day; one's own pictures get exact replies. */
const VENDOR_MOOD = 39;

type Place = Pick<Addresses, 'gateway' | 'wechat'>;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const { kind } = values;
  if (kind !== 'enterprise' && kind !== 'individual') throw new Error('--kind 应为 enterprise 或 individual');
  if (values.gateway && !values.wechat) throw new Error('使用 --gateway 时还需要 --wechat（npm start 会打印它的地址）');
  if (values.life && (kind !== 'enterprise' || values.returned || values.gateway || values.wechat))
    throw new Error(
      '--life 由样例公司在自己启动的服务上走完，不能与 --kind individual、--returned、--gateway、--wechat 同用',
    );
  const log = values.json ? console.error : console.log;
  const steps: { step: string; detail: string; ms: number }[] = [];
  let lastMs = performance.now();
  const onStep = (step: string, detail: string) => {
    const ms = Math.round(performance.now() - lastMs);
    lastMs = performance.now();
    steps.push({ step, detail, ms });
    log(`${String(ms).padStart(7)} ms  ${step.padEnd(8, '\u3000')}${detail}`);
  };

  const files: OwnFiles = {
    licence: values.licence,
    idFront: values['id-front'],
    idBack: values['id-back'],
    photo: values.photo,
    video: values.video,
    videoActions: values['video-actions']?.split(',') as ChallengeAction[] | undefined,
  };
  const drawn = await drawPapers(kind, files);
  onStep('准备材料', '证件、照片和承诺书已就绪');
  const identity = await identityOf(drawn, files);
  const papers = { ...drawn, ...identity };
  const walkAt = async ({ gateway, wechat }: Place) => {
    onStep('启动服务', gateway);
    const loginCode = await wxLogin(wechat, `walk-${Date.now()}`);
    const ended = await walkFiling(new Filer(gateway), {
      papers,
      loginCode,
      consentTextVersion: CONSENT_TEXT_VERSION,
      withReturn: values.returned,
      onStep,
    });
    print(ended, log);
    if (values.json) console.log(JSON.stringify({ steps, ...ended }, null, 2));
  };
  if (values.life) {
    const { withLifePlace } = await import('./walk/life-place.ts');
    const domains = [specimenOf(kind).domain, SECOND_DOMAIN].map((name) => domainOf(name, identity.owner, kind));
    await withLifePlace(domains, process.env.DATABASE_URL, async (place) => {
      onStep('启动服务', place.gateway);
      const ended = await walkLife(place, papers, onStep);
      printLife(ended, log);
      if (values.json) console.log(JSON.stringify({ steps, ...ended }, null, 2));
    });
  } else if (values.gateway) await walkAt({ gateway: values.gateway, wechat: values.wechat ?? '' });
  else await withOwnPlace(kind, identity, files, walkAt);
}

/** The number and the name that the person reads from their own certificate before they start. */
async function identityOf(papers: Papers, files: OwnFiles): Promise<{ certificateNumber: string; owner: string }> {
  const specimen = specimenOf(papers.kind);
  const own = papers.kind === 'enterprise' ? files.licence : files.idFront;
  if (own === undefined) return { certificateNumber: papers.certificateNumber, owner: specimen.organizer.name };
  const engine = createOcrEngine({ divisions: DIVISIONS });
  try {
    const reading = await engine.read(
      readFileSync(own),
      papers.kind === 'enterprise' ? 'business-licence' : 'id-front',
    );
    // Without a number the walk continues with the specimen's; the service then reports what is wrong with the picture.
    const number = reading.kind === 'business-licence' ? reading.fields.creditCode : undefined;
    const idNumber = reading.kind === 'id-front' ? reading.fields.idNumber : undefined;
    const name = reading.kind === 'unknown' || reading.kind === 'id-back' ? undefined : reading.fields.name;
    return {
      certificateNumber: (number ?? idNumber)?.text ?? papers.certificateNumber,
      owner: name?.text ?? specimen.organizer.name,
    };
  } finally {
    await engine.close();
  }
}

/** A separate laptop, in whose world the domain belongs to the filer. */
const withOwnPlace = (
  kind: OrganizerKind,
  { owner }: { owner: string },
  files: OwnFiles,
  work: (place: Place) => Promise<void>,
) =>
  inTemporaryDir(async (dir) => {
    mkdirSync(join(dir, 'world'));
    const world = { domains: [domainOf(specimenOf(kind).domain, owner, kind)] };
    writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify(world));
    const isDrawn = Object.values(files).every((file) => file === undefined);
    const options = { dir, databaseUrl: process.env.DATABASE_URL, vendorMood: isDrawn ? VENDOR_MOOD : undefined };
    if (hasDesk())
      await withReviewedLaptop({ ...options, desk: { automatic: WATCHED } }, ({ laptop }) => work(laptop.addresses));
    else await withLaptop({ ...options, reviewDelayMs: WATCHED.pauseMs }, ({ addresses }) => work(addresses));
  });

/** A domain of the laptop's world that can be filed. */
function domainOf(name: string, owner: string, ownerKind: OrganizerKind) {
  const filable = { realName: 'Approved', registrar: 'qcloud', registeredDaysAgo: 400, expiresInDays: 700 };
  return { name, owner, ownerKind, ...filable };
}

function printLife({ filings, record, versions }: LifeAnswer, log: (line: string) => void): void {
  log('');
  for (const { version, filingId, label } of versions) {
    const filing = filings.find((step) => step.filingId === filingId);
    log(`  第 ${version} 版　${filing ? FILING_TYPES[filing.filingType].label : label}`);
  }
  log('');
  log(`  主体备案号 ${record.number}　${record.stateLabel}`);
  for (const { number, domains, stateLabel } of record.websites)
    log(`  网站备案号 ${number}　${domains.join('、')}　${stateLabel}`);
}

function print({ numbers, timeline }: Progress, log: (line: string) => void): void {
  log('');
  for (const { at, label } of timeline) log(`  ${at.slice(0, 19).replace('T', ' ')}  ${label}`);
  log('');
  log(`  主体备案号 ${numbers?.organizer ?? '—'}`);
  for (const number of Object.values(numbers?.websites ?? {})) log(`  网站备案号 ${number}`);
}

runCommand(() =>
  main().catch((error: unknown) => {
    if (error instanceof Refusal) throw new Error(`\n未能完成：${error.message}`);
    if (error instanceof Error && 'path' in error) throw new Error(`读不到文件 ${error.path}，请检查路径。`);
    throw error;
  }),
);
