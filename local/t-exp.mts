import { anyTake, drawChallengeVideo, drawOtherPersonPhoto, drawPhoto, drawStillVideo, drawSwappedVideo, portrait } from './specimens/person.ts';
import { createFaceEngine } from './engines/face/engine.ts';
import { faceidActions } from './cloud/faceid.ts';
const e = createFaceEngine();
const a = faceidActions(e, { identity: async () => 'matches', portraitOf: async () => portrait() });
const run = async (photo: Buffer, video: Buffer, ValidateData: string) => {
  try { const r = await a['faceid/2018-03-01/LivenessCompare']!({ LivenessType: 'ACTION', ValidateData, ImageBase64: photo.toString('base64'), VideoBase64: video.toString('base64') }, { secretId: 'x', region: undefined }); return String(r.Result).replace('FailedOperation.',''); } catch (x: any) { return 'Error ' + x.code; }
};
const tally: Record<string, Record<string, number>> = {};
const count = (k: string, r: string) => { (tally[k] ??= {})[r] = (tally[k][r] ?? 0) + 1; console.log(k, r); };
const N = 8;
for (let i = 0; i < N; i++) {
  const order = i % 2 ? ['mouth','blink'] : ['blink','mouth']; const right = i % 2 ? '1,2' : '2,1'; const wrong = i % 2 ? '2,1' : '1,2';
  const video = await drawChallengeVideo(order as any, anyTake()); const photo = await drawPhoto(anyTake());
  count('right challenge', await run(photo, video, right));
  count('other challenge', await run(photo, video, wrong));
  if (i < 4) count('other person photo', await run(await drawOtherPersonPhoto(anyTake()), video, right));
}
for (const d of ['1,2','2,1']) { count('still', await run(await drawPhoto(), await drawStillVideo(5), d)); count('swapped', await run(await drawPhoto(), await drawSwappedVideo(5), d)); }
console.log(JSON.stringify(tally, null, 1));
await e.close();
