import type * as z from 'zod/mini';
import type { PackedDocument, ReviewPackage } from '../../shared/desk/domain/package.ts';
import type { face } from './case-schemas.ts';

const PORTRAITS = ['id-front', 'passport', 'card-front'];

/** Each face that was filmed, with the certificate that it is compared with: the site owner's, or the principal's. */
export function facesOf({ documents }: ReviewPackage): z.input<typeof face>[] {
  const filmed = [...new Set(documents.filter(isFilmed).map(({ subject }) => subject))];
  return filmed.map((subject) => {
    const of = (subjects: readonly string[], kinds: readonly string[]) =>
      documents.find((one) => subjects.includes(one.subject) && kinds.includes(one.kind))?.id;
    const portrait = of([subject], PORTRAITS) ?? of(['principal'], PORTRAITS);
    const [photo, video] = [of([subject], ['liveness-photo']), of([subject], ['liveness-video'])];
    return { subject, ...(portrait && { portrait }), ...(photo && { photo }), ...(video && { video }) };
  });
}

const isFilmed = ({ kind }: PackedDocument): boolean => kind.startsWith('liveness-');
