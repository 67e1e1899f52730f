/** Tries to sign in. Each is answered once at most. */
export interface SignInTries {
  begin(secret: string): Promise<void>;
  /** Uses a try up. False when there is none, it was used before, or it is too old. */
  use(secret: string): Promise<boolean>;
}
