import { createHash } from 'node:crypto';
import { drawNumberedLicences, type NumberedLicence } from 'specimens/numbered-licences.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { checkFile } from '../../functions/intake/check-file.ts';

/** A licence as a person takes it, and the SHA-256 of its picture as intake stores it. */
export interface Licence extends NumberedLicence {
  readonly cleanDigest: string;
}

/** A licence of a company of its own for each person. */
export async function drawLicences(count: number): Promise<readonly Licence[]> {
  const licences: Licence[] = [];
  for (const licence of await drawNumberedLicences(ENTERPRISE.licence, count)) {
    const file = await checkFile('business-licence', 'image/jpeg', licence.picture);
    if (!file.accepted) throw new Error('intake refuses a licence of the campaign');
    licences.push({ ...licence, cleanDigest: createHash('sha256').update(file.bytes).digest('hex') });
  }
  return licences;
}
