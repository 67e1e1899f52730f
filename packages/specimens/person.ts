import { setImmediate } from 'node:timers/promises';
import { encodeMp4, FRAMES_PER_SECOND } from './puppet/encode.ts';
import { otherFace } from './puppet/other-face.ts';
import { type Canvas, encodeJpeg } from './puppet/paint.ts';
import { GREY_WALL, likenessBefore, portraitBefore, portraitFile, type Take, WHITE_WALL } from './puppet/portrait.ts';
import { Puppet } from './puppet/puppet.ts';
import { type PuppetAction, poseAt, secondsFor } from './puppet/timeline.ts';

export { anyTake, type Take } from './puppet/portrait.ts';
export type { PuppetAction } from './puppet/timeline.ts';

/** The site owner's portrait for an ID card: PNG, 480 × 480, background transparent. */
export const portrait = portraitFile;

/** The site owner in front of a white wall. @returns JPEG, 480 × 480 */
export const drawPhoto = async (take?: Take): Promise<Buffer> => encodeJpeg(await portraitBefore(WHITE_WALL, take));

/** The same in front of a wall that no authority accepts. @returns JPEG, 480 × 480 */
export const drawGreyWallPhoto = async (): Promise<Buffer> => encodeJpeg(await portraitBefore(GREY_WALL));

/** Another person in front of a white wall. @returns JPEG, 480 × 480 */
export const drawOtherPersonPhoto = async (take?: Take): Promise<Buffer> =>
  encodeJpeg(otherFace(await likenessBefore(WHITE_WALL, take)).portrait);

/**
 * The site owner in front of a white wall, doing the actions in this order. About 2 s of drawing and encoding on the
 * calling thread.
 *
 * @returns MP4, 480 × 480, 1.8 s per action and 2.2 s around them
 */
export async function drawChallengeVideo(actions: readonly PuppetAction[], take?: Take): Promise<Buffer> {
  const likeness = await likenessBefore(WHITE_WALL, take);
  const puppet = new Puppet(likeness);
  return film(likeness.portrait, secondsFor(actions), (seconds) => puppet.render(poseAt(actions, seconds)));
}

/** A photo of the site owner held in front of the camera. @returns MP4, 480 × 480 */
export async function drawStillVideo(seconds: number): Promise<Buffer> {
  const scene = await portraitBefore(WHITE_WALL);
  return film(scene, seconds, () => scene.pixels);
}

/** The site owner, from the middle on replaced by another person. @returns MP4, 480 × 480 */
export async function drawSwappedVideo(seconds: number): Promise<Buffer> {
  const owner = await likenessBefore(WHITE_WALL);
  const first = new Puppet(owner);
  const second = new Puppet(otherFace(owner));
  return film(owner.portrait, seconds, (index) => (index < seconds / 2 ? first : second).render(poseAt([], index)));
}

async function film(scene: Canvas, seconds: number, draw: (atSeconds: number) => Uint8Array): Promise<Buffer> {
  const count = Math.round(seconds * FRAMES_PER_SECOND);
  const frames: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    frames.push(draw(index / FRAMES_PER_SECOND));
    // Connections of the same thread must not be blocked for seconds: the other side would close them.
    await setImmediate();
  }
  return encodeMp4(frames, scene.width, scene.height);
}
