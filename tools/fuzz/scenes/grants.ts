import { LAPTOP_ACCOUNT } from 'tencent-stand-in/credentials.ts';
import { LAPTOP_BUCKET } from '../../../local/stand-ins.ts';
import type { FuzzPerson } from '../people.ts';
import { type Grant, grantOf, putFile } from './grant.ts';
import { query, type Scene } from './scene.ts';

const FILE = Buffer.from('not a photo');

/** Headers that a grant has not signed: they would read, change or open another object, or this one to others. */
const hostileHeaders = (source: string): readonly Readonly<Record<string, string>>[] => [
  { 'x-cos-copy-source': `${LAPTOP_BUCKET}.cos.${LAPTOP_ACCOUNT.region}.myqcloud.com/${source}` },
  { 'x-cos-copy-source': `/${LAPTOP_BUCKET}/${source}`, 'x-cos-metadata-directive': 'Copy' },
  { 'x-amz-copy-source': `/${LAPTOP_BUCKET}/${source}` },
  { 'X-Cos-Copy-Source': `${LAPTOP_BUCKET}.cos.${LAPTOP_ACCOUNT.region}.myqcloud.com/${encodeURIComponent(source)}` },
  { 'x-cos-acl': 'public-read' },
  { 'x-cos-grant-read': 'id="100000000001"' },
  { 'x-amz-acl': 'public-read-write' },
  { 'x-cos-storage-class': 'ARCHIVE' },
  { 'x-cos-tagging': 'a=b' },
  { 'x-cos-meta-owner': 'somebody' },
  { 'x-amz-meta-owner': 'somebody' },
  { 'x-amz-website-redirect-location': 'http://127.0.0.1:9/' },
];

/** Somebody who may upload one file tries to read and to change others with the same permit. */
export async function hostileGrants(scene: Scene): Promise<void> {
  const [attacker, victim] = [scene.person(), scene.person()];
  const source = await cleanKeyOf(scene, victim);
  const refused = (what: string, { ok }: Response) => {
    scene.judge.count('hostile uploads');
    if (ok) scene.judge.violation(`an upload with ${what} succeeds`);
  };
  for (const headers of hostileHeaders(source)) {
    const grant = await grantOf(scene, attacker, FILE.length);
    refused(Object.keys(headers).join(), await drained(putFile(grant, FILE, headers)));
  }
  const grant = await grantOf(scene, attacker, FILE.length);
  for (const [what, url, method] of otherUses(grant, source))
    refused(what, await drained(fetch(url, { method, ...(method === 'PUT' ? { body: FILE.toString() } : {}) })));
  for (const fields of [{ key: source }, { 'x-cos-acl': 'public-read' }, { 'x-cos-meta-owner': 'somebody' }])
    refused(`the form field ${Object.keys(fields).join()}`, await drained(postForm(grant, fields)));
}

/** Other requests with the signature of a permit. */
const otherUses = ({ put: { url } }: Grant, source: string): readonly (readonly [string, string, string])[] => {
  const { pathname } = new URL(url);
  const key = decodeURIComponent(pathname).replace(/^.*?(?=incoming\/)/, '');
  return [
    ['GET', url, 'GET'],
    ['DELETE', url, 'DELETE'],
    ['the key of another object', url.replace(key, source), 'GET'],
    ['the key of another object to write', url.replace(key, source), 'PUT'],
    ['?acl', `${url}&acl`, 'PUT'],
    ['?uploads', `${url}&uploads`, 'POST'],
  ];
};

const drained = async (sent: Promise<Response>): Promise<Response> => {
  const response = await sent;
  await response.arrayBuffer();
  return response;
};

function postForm({ post }: Grant, more: Readonly<Record<string, string>>): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...post.fields, ...more })) form.append(name, value);
  form.append('file', new Blob([FILE]), 'file');
  return fetch(post.url, { method: 'POST', body: form });
}

async function cleanKeyOf(scene: Scene, { filingId }: FuzzPerson): Promise<string> {
  const sql = 'select clean_key from document where filing_id = $1 and clean_key is not null limit 1';
  const [found] = await query<{ readonly clean_key: string }>(scene, sql, [filingId]);
  return found?.clean_key ?? '';
}
