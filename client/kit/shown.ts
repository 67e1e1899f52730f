/** A state that a front end shows: Vue makes it reactive, the mini program calls `setData`. */
export interface Shown<State extends object> {
  readonly now: State;
  /** Replaces these parts and shows them. */
  change(part: Partial<State>): void;
}

/** Makes a state that is shown from now on. */
export type Show = <State extends object>(initial: State) => Shown<State>;
