import { ref } from 'vue';

/**
 * Whether the network is lost: the browser says so, or a call came to nothing. At the start there is one, over which this page
 * came: a computer that is in no network but loopback says that it is offline, and reaches a service of its own nevertheless.
 */
export const isOffline = ref(false);

/** Sends a request, and remembers whether a network carried it, whatever the browser says of it. */
export async function heard(work: Promise<Response>): Promise<Response> {
  try {
    const response = await work;
    isOffline.value = false;
    return response;
  } catch (caught) {
    isOffline.value = true;
    throw caught;
  }
}
