import type { CatalogueReason } from '../domain/cases/reasons.ts';
import type { DeskSettings } from '../domain/oversight/settings.ts';

/** The catalogue of return reasons. */
export interface Catalogue {
  /** The newest version of each, by id, the retired ones too. */
  current(): Promise<readonly CatalogueReason[]>;
  /** All versions of one, the newest first. */
  versionsOf(reasonId: string): Promise<readonly CatalogueReason[]>;
  /** Adds the version after `seen`. False when somebody else has added it. */
  add(reason: Omit<CatalogueReason, 'version'>, seen: number): Promise<boolean>;
}

/** The settings of the desk. */
export interface SettingsStore {
  current(): Promise<DeskSettings>;
  /**
   * Adds the version after that of `settings`. False when somebody else has added it.
   *
   * @param confirmedBy the second person, of what takes two.
   */
  save(settings: DeskSettings, by: string, at: Date, confirmedBy?: string): Promise<boolean>;
}
