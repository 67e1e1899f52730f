import { shallowRef } from 'vue';

/** Calls that wait until the person has signed in again: the dialog `SignInAgain` asks them to, and settles all. */
export const waitingForSignIn = shallowRef<readonly ((isDone: boolean) => void)[]>([]);

/** Asks the person to sign in again. @returns whether they did, into the same account */
export const askToSignInAgain = (): Promise<boolean> =>
  new Promise((resolve) => {
    waitingForSignIn.value = [...waitingForSignIn.value, resolve];
  });

/** Lets what waits go on, or tell why it did not. */
export function settleSignInAgain(isDone: boolean): void {
  const waiting = waitingForSignIn.value;
  waitingForSignIn.value = [];
  for (const settle of waiting) settle(isDone);
}
