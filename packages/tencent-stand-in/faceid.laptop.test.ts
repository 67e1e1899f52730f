import { createFaceEngine } from 'engines/face/engine.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { INDIVIDUAL } from 'specimens/people.ts';
import { drawChallengeVideo, drawOtherPersonPhoto, drawPhoto, drawStillVideo, portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorityRegister, faceidActions } from './faceid.ts';

const CALLER = { secretId: 'AKID', region: undefined };
const { name: Name, idNumber: IdCard } = INDIVIDUAL.idCard;

/** Knows one person by name, and by their portrait. */
const register: AuthorityRegister = {
  identity: async (idNumber, name) => {
    if (idNumber !== IdCard) return 'unknown';
    return name === Name ? 'matches' : 'name-differs';
  },
  portraitOf: async () => portrait(),
};

const engine = createFaceEngine();
const actions = faceidActions(engine, register);
let photo: string;
let otherPerson: string;
let closingEyes: Buffer;
let files: Running;

beforeAll(async () => {
  photo = (await drawPhoto()).toString('base64');
  otherPerson = (await drawOtherPersonPhoto()).toString('base64');
  closingEyes = await drawChallengeVideo(['blink']);
  files = await listen(0, async (request, response) => {
    if (request.url === '/video.mp4') response.end(closingEyes);
    else response.writeHead(404).end();
  });
});
afterAll(async () => {
  await engine.close();
  await files.stop();
});

async function call(action: string, request: Record<string, unknown>): Promise<Record<string, unknown>> {
  const run = actions[`faceid/2018-03-01/${action}`];
  if (!run) throw new Error(`no action ${action}`);
  return run(request, CALLER);
}

describe('GetActionSequence', () => {
  it('returns every sequence sooner or later', async () => {
    const drawn = await Promise.all(Array.from({ length: 100 }, () => call('GetActionSequence', {})));

    expect(new Set(drawn.map(({ ActionSequence }) => ActionSequence))).toEqual(new Set(['1,2', '2,1']));
  });
});

describe('LivenessCompare', () => {
  it('passes the person of the photo who does the required actions, and returns their picture', async () => {
    const answer = await call('LivenessCompare', {
      LivenessType: 'ACTION',
      ValidateData: '2',
      ImageBase64: photo,
      VideoUrl: `${files.url}/video.mp4`,
    });

    expect(answer).toMatchObject({ Result: 'Success', Description: '成功' });
    expect(answer.Sim).toBeGreaterThan(90);
    expect(String(answer.BestFrameBase64)).toMatch(/^\/9j\//);
  });

  it('refuses another person with a low similarity', async () => {
    const { Result, Sim, BestFrameBase64 } = await call('LivenessCompare', {
      LivenessType: 'SILENT',
      ImageBase64: otherPerson,
      VideoBase64: closingEyes.toString('base64'),
    });

    expect(Result).toBe('FailedOperation.CompareLowSimilarity');
    expect(Sim).toBeLessThan(60);
    expect(BestFrameBase64).toBeNull();
  });

  it.each([
    ['FailedOperation.DownLoadError', { VideoUrl: '/gone.mp4' }],
    ['FailedOperation.LipVideoInvalid', { VideoBase64: 'bm90IGEgdmlkZW8=' }],
    ['FailedOperation.LipSizeError', { VideoBase64: 'A'.repeat(8 * 1024 * 1024 + 4) }],
    ['InvalidParameter', {}],
  ])('answers the error %s', async (code, { VideoUrl, VideoBase64 }: { VideoUrl?: string; VideoBase64?: string }) => {
    const request = {
      LivenessType: 'SILENT',
      ImageBase64: photo,
      ...(VideoUrl ? { VideoUrl: files.url + VideoUrl } : {}),
      ...(VideoBase64 ? { VideoBase64 } : {}),
    };

    await expect(call('LivenessCompare', request)).rejects.toMatchObject({ code });
  });

  it('returns an error for an invalid sequence', async () => {
    const request = {
      LivenessType: 'ACTION',
      ValidateData: '3',
      ImageBase64: photo,
      VideoUrl: `${files.url}/video.mp4`,
    };

    await expect(call('LivenessCompare', request)).rejects.toMatchObject({ code: 'InvalidParameterValue' });
  });
});

describe('a video of an attempt', () => {
  it('is analysed once for both comparisons, and dropped after the second', async () => {
    let looks = 0;
    const video = (clip: Buffer) => {
      looks += 1;
      return engine.video(clip);
    };
    const compare = faceidActions({ ...engine, video }, register)['faceid/2018-03-01/LivenessCompare'];
    const clip = await drawStillVideo(1);
    const request = { LivenessType: 'SILENT', ImageBase64: photo, VideoBase64: clip.toString('base64') };

    const answers = [];
    for (let comparison = 1; comparison <= 3; comparison += 1) answers.push(await compare?.(request, CALLER));

    expect(answers.map((answer) => answer?.Result)).toEqual(Array(3).fill('FailedOperation.SilentTooShort'));
    expect(looks).toBe(2);
  });
});

describe('LivenessRecognition', () => {
  const video = () => ({ LivenessType: 'SILENT', VideoUrl: `${files.url}/video.mp4` });

  it.each([
    ['IdFormatError', { IdCard: '440106199704189987', Name }],
    ['NameFormatError', { IdCard, Name: 'x' }],
    ['IdNameMisMatch', { IdCard, Name: '王小明' }],
    ['IdNoExistSystem', { IdCard: '440305198806159974', Name }],
  ])('returns %s', async (result, person) => {
    const { Result } = await call('LivenessRecognition', { ...video(), ...person });

    expect(Result).toBe(`FailedOperation.${result}`);
  });
});
