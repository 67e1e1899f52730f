import type { Finding } from '../finding.ts';
import { limitsOf } from '../media/document.ts';
import { type CaseDocument, documentOf, type FilingCase, oncePerCase } from './case.ts';
import type { Material } from './material-rule.ts';
import { MATERIALS } from './materials.ts';
import { type Rule, rulesAbout, scopeOf } from './rule.ts';
import { documentPath } from './scopes.ts';

/**
 * What this filing needs, each material once, in the order in which people are asked for it. It follows from what is filled in so far:
 * more may come with a site owner who is somebody else, or with a pre-approval.
 */
export const materialsNeeded = oncePerCase((of: FilingCase): readonly Material[] =>
  MATERIALS.flatMap(({ needed }) => needed(of)),
);

/** Uploads for materials that are needed. */
const uploads = scopeOf<FilingCase, CaseDocument>('upload', (of) =>
  materialsNeeded(of).flatMap(({ kind, subject }) => {
    const part = documentOf(of, kind, subject);
    return part ? [{ path: documentPath(of.contents, kind, subject), part }] : [];
  }),
);

/** Rules that ask for materials until they are there. */
export const MATERIAL_RULES: readonly Rule<FilingCase>[] = [
  ...MATERIALS.map(({ rule }) => rule),
  ...rulesAbout(uploads, [
    {
      id: 'MT-90',
      severity: 'require',
      when: 'an upload has arrived and is still to be checked or read',
      message: '“{label}”正在检查和识别，请稍候再提交。',
      source: ['OWN'],
      refuses: ({ kind, state }) =>
        ['received', 'checking', 'reading'].includes(state) && { label: limitsOf(kind).label },
    },
  ]),
];

/** What was found in the uploads themselves (MT-05 to MT-07), under the path of the material. */
export const uploadFindings = (of: FilingCase): readonly Finding[] =>
  uploads.parts(of).flatMap(({ path, part }) => part.findings.map((found) => ({ ...found, field: path })));
