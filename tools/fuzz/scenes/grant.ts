import type { FuzzPerson } from '../people.ts';
import { bodyOf, judged, type Scene } from './scene.ts';

/** A permit to upload, as the API gives it. */
export interface Grant {
  readonly documentId: string;
  readonly post: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
  readonly put: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

export const wishOf = ({ filingId, websiteId }: FuzzPerson, bytes: number) => ({
  filingId,
  kind: 'handheld-photo',
  subject: `website:${websiteId}`,
  contentType: 'image/jpeg',
  bytes,
});

/** A permit for a photo of a person's filing. @throws Error when the service gives none. */
export async function grantOf(scene: Scene, person: FuzzPerson, bytes: number): Promise<Grant> {
  const answer = await judged(scene, person, 'POST', '/v1/uploads', wishOf(person, bytes));
  const { documentId, post, put } = bodyOf<Grant>(answer);
  if (!documentId || !post || !put) throw new Error(`no permit to upload: ${answer.status}`);
  return { documentId, post, put };
}

/** As a browser does, which sets the length itself. */
export const putFile = ({ put }: Grant, bytes: Uint8Array, more: Readonly<Record<string, string>> = {}) => {
  const own = Object.entries(put.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  return fetch(put.url, {
    method: 'PUT',
    headers: { ...Object.fromEntries(own), ...more },
    body: Uint8Array.from(bytes),
  });
};
