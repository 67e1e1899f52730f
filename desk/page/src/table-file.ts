/**
 * The text of a file with a table: UTF-8, or GB18030, in which spreadsheets in China save CSV.
 *
 * @throws RangeError when it is larger than `mostBytes`
 */
export async function readTableFile(file: Pick<File, 'size' | 'arrayBuffer'>, mostBytes: number): Promise<string> {
  if (file.size > mostBytes) throw new RangeError('too large');
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Rows of CSV (RFC 4180) as they are when copied from a spreadsheet: cells between tabs, without quotation marks or line breaks. */
export const pastedOf = (csv: string): string =>
  csv.replaceAll(/"((?:[^"]|"")*)"|,/g, (_, quoted?: string) =>
    quoted === undefined ? '\t' : quoted.replaceAll('""', '"').replaceAll(/[\t\r\n]+/g, ' '),
  );
