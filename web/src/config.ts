import type { EligibilityInput, OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';

/** An example that a laptop offers, so that nobody has to invent one. */
export interface Sample {
  readonly label: string;
  readonly input: EligibilityInput;
}

/** What an operator sets for his site: the file `config.json` beside the page. */
export interface Config {
  /** Address of the API without a slash at the end; empty when it is the page's own. */
  readonly api: string;
  /** Only on a laptop: plays `wx.login` of a named person, `GET …?name=` → `{code}`. */
  readonly developmentSignIn?: string;
  readonly samples?: readonly Sample[];
  /** Only on a laptop: where the review desk is, and the page with what arrived by WeChat and SMS. */
  readonly reviewDesk?: string;
  readonly phone?: string;
  /** Only on a laptop: addresses of pictures for one who has no certificate at hand. */
  readonly samplePictures?: Readonly<Record<OrganizerKind, Partial<Readonly<Record<DocumentKind, string>>>>>;
  readonly samplePerson?: SamplePerson;
}

/** One who takes the person's place before the camera: addresses of a photo, and of videos by their actions joined by commas. */
export interface SamplePerson {
  readonly photo: string;
  readonly videos: Readonly<Record<string, string>>;
}

/** Read once. Without the file, or without a way to it, the page's own origin is the API. */
export const config: Promise<Config> = fetch('./config.json', { cache: 'no-cache' })
  .then((response) => (response.ok ? (response.json() as Promise<Config>) : { api: '' }))
  .catch(() => ({ api: '' }));
