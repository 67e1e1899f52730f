import type { AuthoritySettings } from '../domain/authority/authority-settings.ts';
import type { LearntPhrase } from '../domain/authority/authority-words.ts';

/** What staff have learnt of the authority's words, without personal values. */
export interface AuthorityPhrases {
  all(): Promise<readonly LearntPhrase[]>;
  /** Counts that a phrase was understood so, of a filing: it ends with the last filing of which it was. Nothing of an erased one. */
  learn(phrase: string, reasonId: string, filingId: string, at: Date): Promise<void>;
  /** Takes a phrase into the catalogue. False for an unknown one. */
  promote(phrase: string, reasonId: string, by: string, at: Date): Promise<boolean>;
}

/** Hours, holds and proposals. */
export interface AuthoritySettingsStore {
  current(): Promise<AuthoritySettings>;
  /** Adds the version after that of `settings`. False when somebody else has added it. */
  save(settings: AuthoritySettings, by: string, at: Date): Promise<boolean>;
}
