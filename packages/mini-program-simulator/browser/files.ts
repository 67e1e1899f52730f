import { Refused } from './api.ts';

interface KeptFile {
  readonly blob: Blob;
  readonly url: string;
}

const files = new Map<string, KeptFile>();

/** Keeps a file as a phone keeps it: under a temporary path that means nothing elsewhere. */
export function keep(blob: Blob, extension: string): string {
  const path = `http://tmp/${files.size + 1}-${Math.random().toString(36).slice(2, 10)}.${extension}`;
  files.set(path, { blob, url: URL.createObjectURL(blob) });
  return path;
}

/** @throws Refused when there is no such file. */
export function fileAt(path: string): Blob {
  const file = files.get(path);
  if (!file) throw new Refused(`no such file or directory "${path}"`);
  return file.blob;
}

/** The address of a picture or video for the browser: a temporary file's, or as given. */
export const addressOf = (source: string): string => files.get(source)?.url ?? source;

/** Width and height of a picture; 0 when it is none that this browser reads. */
export async function sizeOf(blob: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  return { width: bitmap?.width ?? 0, height: bitmap?.height ?? 0 };
}

/** Lets the person choose files of the browser's machine, as album and camera of a phone. @throws Refused */
export function chooseFiles(accept: string, many: boolean): Promise<readonly File[]> {
  return new Promise((resolve, reject) => {
    const input = Object.assign(document.createElement('input'), {
      type: 'file',
      accept,
      multiple: many,
      hidden: true,
    });
    document.body.append(input);
    input.onchange = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.oncancel = () => {
      input.remove();
      reject(new Refused('cancel'));
    };
    input.click();
  });
}
