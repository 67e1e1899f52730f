/**
 * A QR code that leads to an address, as the address of a picture in this page; release it with `URL.revokeObjectURL`. The
 * library loads when the first one is shown.
 */
export async function codeOfLink(link: string): Promise<string> {
  const { renderSVG } = await import('uqr');
  return URL.createObjectURL(new Blob([renderSVG(link)], { type: 'image/svg+xml' }));
}
