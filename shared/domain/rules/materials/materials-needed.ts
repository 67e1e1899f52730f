import type { Finding } from '../../../../contracts/kit/finding.ts';
import { limitsOf } from '../../media/document.ts';
import { type CaseDocument, documentOf, type FilingCase, oncePerCase } from '../case.ts';
import { type Rule, rulesAbout, scopeOf } from '../rule.ts';
import { documentPath } from '../scopes.ts';
import type { Material } from './material-rule.ts';
import { MATERIALS } from './materials.ts';

/**
 * The materials that this filing needs, each once, in the order of the upload page. They follow from the forms filled
 * in so far: another site owner or a pre-approval may add some.
 */
export const materialsNeeded = oncePerCase((filingCase: FilingCase): readonly Material[] =>
  MATERIALS.flatMap(({ needed }) => needed(filingCase)),
);

/** Uploads for materials that are needed. */
const uploads = scopeOf<FilingCase, CaseDocument>('upload', (filingCase) =>
  materialsNeeded(filingCase).flatMap(({ kind, subject }) => {
    const part = documentOf(filingCase, kind, subject);
    return part ? [{ path: documentPath(filingCase.contents, kind, subject), part }] : [];
  }),
);

/** Rules that require materials until they are ready. */
export const MATERIAL_RULES: readonly Rule<FilingCase>[] = [
  ...MATERIALS.map(({ rule }) => rule),
  ...rulesAbout(uploads, [
    {
      id: 'MT-90',
      severity: 'require',
      when: 'an upload is still being checked or read',
      message: '“{label}”正在检查和识别，请稍候再提交。',
      source: ['OWN'],
      refuses: ({ kind, state }) =>
        ['received', 'checking', 'reading'].includes(state) && { label: limitsOf(kind).label },
    },
  ]),
];

/** The findings of the uploads themselves (MT-05 to MT-07, MT-97), with the path of the material; not what was found good. */
export const uploadFindings = (filingCase: FilingCase): readonly Finding[] =>
  uploads
    .parts(filingCase)
    .flatMap(({ path, part }) =>
      part.findings.filter(({ severity }) => severity !== 'info').map((found) => ({ ...found, field: path })),
    );
