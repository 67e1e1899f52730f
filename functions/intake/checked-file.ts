import type { Finding } from '../../contracts/kit/finding.ts';

/** A file that may be stored, in its stored form. */
export interface AcceptedFile {
  readonly accepted: true;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly findings: readonly Finding[];
}

/** A file that may be stored, or the reasons against it. */
export type CheckedFile = AcceptedFile | { readonly accepted: false; readonly findings: readonly Finding[] };

/** Refuses a picture or video that can't be used (MT-05). */
export const refuse = (message: string, params: Finding['params'] = {}): CheckedFile => ({
  accepted: false,
  findings: [{ ruleId: 'MT-05', severity: 'block', field: 'file', message, params }],
});

/** Refuses a file that is longer than its kind allows (MT-05). */
export function refuseLength(maxBytes: number): CheckedFile {
  const maxMegabytes = maxBytes / 1024 / 1024;
  return refuse(`文件不能超过 ${maxMegabytes} MB，请压缩后重新上传。`, { maxMegabytes });
}
