import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectStore } from '../../platform/compose/object-store.ts';
import { resolvePorts } from '../../platform/edge/ports.ts';
import { changed } from '../../tests/support/billed.ts';
import { consents, documents, livenessChecks, reviews } from '../../tests/support/database/service-ports.ts';
import { inProcessHost } from '../../tests/support/in-process-host.ts';
import { anyFrame, type SiteOwner, similar, siteOwnerAt } from '../../tests/support/pictures/liveness-tries.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { collectLog } from '../../tests/support/scf.ts';
import { type TestLaptop, testLaptop } from '../../tests/support/test-laptop.ts';
import { room } from './index.ts';
import type { Ports } from './ports.ts';
import { verify } from './verify.ts';

let laptop: TestLaptop;
const log = collectLog();

beforeAll(async () => {
  laptop = await testLaptop({ hostFunctions: inProcessHost, review: 'manual' });
});
afterAll(async () => {
  await laptop.stop();
  log.stop();
});

/** A site owner with a check whose media have arrived, and the files of these. */
async function ready(name: string) {
  const owner = await siteOwnerAt(laptop, name);
  const checkId = await owner.recorded();
  const { applicantId } = await (await reviews()).findFiling(owner.filingId);
  const media = await (await documents()).ofFiling(owner.filingId);
  return { owner, checkId, applicantId, keys: media.flatMap(({ cleanKey }) => cleanKey ?? []) };
}

/** Calls that send the person's data to a vendor. */
const sent = () =>
  ['DetectFace', 'CompareFace', 'LivenessCompare', 'LivenessRecognition'].reduce(
    (sum, name) => sum + laptop.cloudApi.calls(name),
    0,
  );

/** What is left of a check: its state and reasons, its files, its fingerprints. */
async function leftOf({ owner, checkId, keys }: { owner: SiteOwner; checkId: string; keys: readonly string[] }) {
  const store = await objectStore();
  const { state, reasons, triesLeft } = await owner.show(checkId);
  const files = await Promise.all(keys.map((key) => store.look(key)));
  return { state, reasons: reasons.map(({ code }) => code), triesLeft, files: files.filter(Boolean).length };
}

const ENDED = { state: 'unanswered', reasons: ['consent-withdrawn'], triesLeft: 5, files: 0 };

describe('[E1] a liveness check whose owner withdraws their consent', () => {
  it('ends at once, and its photo and video are deleted', async () => {
    const check = await ready('withdraws early');

    const withdrawn = await check.owner.call('DELETE', '/v1/me/consents');
    const before = sent();
    const verification = await check.owner.verification(check.checkId);

    expect([check.keys.length, withdrawn.status]).toEqual([2, 200]);
    expect(await leftOf(check)).toEqual(ENDED);
    expect([refusalOf(verification), sent() - before]).toEqual(['409 liveness.closed', 0]);
  });

  it('is not verified when the withdrawal alone was saved: nothing is sent or saved', async () => {
    const check = await ready('withdraws and crashes');
    await (await consents()).withdraw(check.applicantId);
    const before = sent();

    const verification = await check.owner.verification(check.checkId);

    expect([refusalOf(verification), sent() - before]).toEqual(['422 consent.missing', 0]);
    expect(await leftOf(check)).toEqual(ENDED);
    expect(await (await livenessChecks()).openOf(check.applicantId)).toEqual([]);
  });

  it.each<[string, (ports: Ports, withdraw: () => Promise<unknown>) => Partial<Ports>, number]>([
    [
      'face detection',
      ({ faces }, withdraw) => ({
        faces: changed(faces, ({ detect }) => ({
          detect: async (photo) => {
            await withdraw();
            return detect(photo);
          },
        })),
      }),
      1,
    ],
    [
      'the verification',
      ({ livenessProvider }, withdraw) => ({
        livenessProvider: changed(livenessProvider, ({ verify: compare }) => ({
          verify: async (evidence) => {
            await withdraw();
            return compare(evidence);
          },
        })),
      }),
      3,
    ],
  ])('ends without a result when they withdraw during %s', async (during, instead, calls) => {
    const check = await ready(`withdraws during ${during}`);
    const frame = await anyFrame();
    check.owner.faceIdSays(similar(93, frame), similar(90, frame));
    const ports = await resolvePorts(room.ports);
    const withdraw = async () => (await consents()).withdraw(check.applicantId);
    const before = sent();

    const verifying = verify(
      { applicantId: check.applicantId, checkId: check.checkId },
      { ...ports, ...instead(ports, withdraw) },
    );

    await expect(verifying).rejects.toMatchObject({ refusal: 'consent.missing' });
    expect(sent() - before).toBe(calls);
    expect(await leftOf(check)).toEqual(ENDED);
  });
});
