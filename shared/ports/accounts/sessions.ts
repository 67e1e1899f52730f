/** A sign-in: the account, and the session that its access tokens belong to. */
export interface Session {
  readonly accountId: string;
  readonly sessionId: string;
}

/** What a device shows of itself. */
export interface Device {
  /** Its kind, e.g. `微信 · iPhone`: see `deviceOf`. */
  readonly kind: string;
  /** What its program remembers to be known by; without it, a device is known by its kind. */
  readonly key?: string | undefined;
}

/** A session that was opened or renewed. */
export interface DeviceSession extends Session {
  /** The account has been used before, and not from this device. */
  readonly isNewDevice: boolean;
}

/** A session in force, as the person sees it. */
export interface OpenSession {
  readonly sessionId: string;
  /** The kind of device, e.g. `微信 · iPhone`; undefined until it has called. */
  readonly device: string | undefined;
  readonly openedAt: Date;
  /** When the device got its newest token. */
  readonly usedAt: Date;
  readonly expiresAt: Date;
}

/** Who has signed in, and when. */
export interface Standing {
  /** A keyed digest of each way into the account, the same for the next account of this person. */
  readonly person: readonly string[];
  /** When they proved who they are: renewals don't change it, and a scan passes on that of the session that confirmed. */
  readonly authenticatedAt: Date;
}

/** Looks at sessions; the edge needs no more of them. */
export interface OpenSessions {
  /**
   * Who has signed in, if the session is in force and of this account: one read by primary keys.
   *
   * @returns undefined when the session is over.
   */
  standingOf(session: Session): Promise<Standing | undefined>;
}

/** The session of a call, and by whom its limits are counted. */
export interface CallerSession extends Session, Standing {}

/**
 * Sign-ins. Access tokens name theirs, and are worth nothing after its end.
 *
 * A session outlives its token when the device creates a random secret and sends only its SHA-256, the challenge. To
 * renew, it sends the secret together with the challenge of the next one. So no reply, which the platform writes to its
 * log, holds anything that renews a session, and a request whose reply was lost can be repeated. When a secret is sent
 * again with another successor it has been copied: the session ends.
 */
export interface Sessions extends OpenSessions {
  /**
   * Opens a session: one that the holder of the challenge's secret can renew, or one that ends with its first token.
   *
   * @param by challenge: SHA-256 of the secret, base64url; device: left out when another device opens it, by a session with
   * this `authenticatedAt`, which is now if left out.
   * @throws Refused('session.invalid') when the challenge exists already.
   */
  open(
    accountId: string,
    by: {
      readonly challenge?: string | undefined;
      readonly device?: Device | undefined;
      readonly authenticatedAt?: Date;
    },
  ): Promise<DeviceSession>;
  /**
   * Exchanges a secret for its successor and returns the session. The same secret and successor give the same answer
   * until the successor has been used.
   *
   * @throws Refused('session.invalid') when the secret is unknown, was used before (which ends the session), or the
   * session has ended.
   */
  renew(secret: string, next: string, device: Device): Promise<DeviceSession>;
  /** Whose session a secret was of, also after its end; undefined when it is unknown or forgotten. */
  ownerOf(secret: string): Promise<string | undefined>;
  /** Whether an account has a session, also after its end, of the device with this key. */
  knows(accountId: string, key: string): Promise<boolean>;
  /** The sessions of an account that are in force, the last used first. */
  ofAccount(accountId: string): Promise<readonly OpenSession[]>;
  /** All sessions of an account that are stored, also those that have ended, the first first. */
  historyOf(accountId: string): Promise<readonly (OpenSession & { readonly endedAt: Date | undefined })[]>;
  /** Gives a session to another account, which has taken over its own one: the next renewal is of that account. */
  moveTo(sessionId: string, accountId: string): Promise<void>;
  /** Ends the session of a secret; does nothing when there is none. */
  end(secret: string): Promise<void>;
  /** Ends a session of an account. @throws Refused('session.unknown') when it has none in force with this id. */
  endOwn(sessionId: string, accountId: string): Promise<void>;
  /** Ends every session of an account. @returns how many there were. */
  endAll(accountId: string): Promise<number>;
}
