import { cities, districts } from '../../contracts/data/divisions.ts';
import { LANGUAGES } from '../../contracts/data/languages.ts';
import { PERSON_CERTIFICATES } from '../../contracts/data/person-certificates.ts';
import { PRE_APPROVALS } from '../../contracts/data/pre-approvals.ts';
import { PROVINCES } from '../../contracts/data/provinces.ts';
import { SERVICE_CONTENTS } from '../../contracts/data/service-contents.ts';
import { limitsOf, UPLOADED_KINDS } from '../../shared/domain/media/document.ts';

type Row = Readonly<Record<string, unknown>>;

const TABLES = {
  provinces: () => PROVINCES.map(({ code, name }): Row => ({ code, name })),
  divisions: () => [...cities(), ...districts()].map(({ code, name }): Row => ({ code, name })),
  'service-contents': () => SERVICE_CONTENTS.map((row): Row => ({ ...row })),
  'pre-approvals': () => PRE_APPROVALS.map((row): Row => ({ ...row })),
  languages: () => LANGUAGES.map((row): Row => ({ ...row })),
  'person-certificates': () => PERSON_CERTIFICATES.map((row): Row => ({ ...row })),
  'document-kinds': () => UPLOADED_KINDS.map((kind): Row => ({ kind, ...limitsOf(kind) })),
} as const;

/** A code table that forms need. */
export async function reference({ table }: { readonly table: keyof typeof TABLES }) {
  return { table, rows: TABLES[table]() };
}
