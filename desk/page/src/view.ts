/** What stands behind a link of a minute. @throws Error when it does not come. */
export async function viewAt(url: string): Promise<Response> {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) throw new Error(`the view answered ${response.status}`);
  return response;
}
