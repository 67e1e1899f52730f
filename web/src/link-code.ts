/** A QR code that leads to an address, as the address of a picture. The library loads when the first one is shown. */
export async function codeOfLink(link: string): Promise<string> {
  const { renderSVG } = await import('uqr');
  return `data:image/svg+xml,${encodeURIComponent(renderSVG(link))}`;
}
