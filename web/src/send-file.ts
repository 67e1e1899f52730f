import { type Destination, withRetries } from '../../client/calls/transfer.ts';
import { networkLost } from '../../contracts/client/api-error.ts';
import { sleep } from '../../ui/sleep.ts';

/**
 * Uploads a file, with retries when the network fails.
 *
 * @param tell is called with the uploaded share, 0 to 1. @throws ApiError
 */
export const sendFile = (to: Destination, file: Blob, tell: (share: number) => void): Promise<void> =>
  withRetries(() => attempt(to, file, tell), sleep);

/** `fetch` does not report upload progress. */
function attempt(to: Destination, file: Blob, tell: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(networkLost(`the store answered ${request.status}`));
    };
    request.onerror = () => reject(networkLost('no answer of the store'));
    if ('put' in to) {
      request.open('PUT', to.put.url);
      // The browser sets the length itself.
      for (const [name, value] of Object.entries(to.put.headers))
        if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
      request.send(file);
    } else {
      request.open('POST', to.post.url);
      request.send(formOf(to.post.fields, file));
    }
  });
}

/** The store reads the fields up to the file, so the file comes last. */
function formOf(fields: Readonly<Record<string, string>>, file: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}
