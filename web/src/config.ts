import type { OperatorContact } from '../../client/account/operator-contact.ts';
import type { EligibilityInput, OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';

/** An example that a laptop offers, so that nobody has to invent one. */
export interface Sample {
  readonly label: string;
  readonly input: EligibilityInput;
}

/** The operator's settings for the site: the file `config.json` beside the page. */
export interface Config {
  /** URL of the API without a trailing slash; empty when it is the page's own. */
  readonly api: string;
  /** How filers reach the operator, shown on every page; none without it. */
  readonly contact?: OperatorContact;
  /** Only on a laptop: simulates `wx.login` of a named person, `GET …?name=` → `{code}`. */
  readonly developmentSignIn?: string;
  readonly samples?: readonly Sample[];
  /** Only on a laptop: the pages of the review desk, and of messages that were sent by WeChat and SMS. */
  readonly reviewDesk?: string;
  readonly phone?: string;
  /** Only on a laptop: a phone with the mini program; its query is `page`. */
  readonly miniProgram?: string;
  /** Only on a laptop: URLs of sample pictures for people without certificates at hand. */
  readonly samplePictures?: Readonly<Record<OrganizerKind, Partial<Readonly<Record<DocumentKind, string>>>>>;
  readonly samplePerson?: SamplePerson;
}

/** A sample person for the camera: URLs of a photo, and of videos by their actions joined by commas. */
export interface SamplePerson {
  readonly photo: string;
  readonly videos: Readonly<Record<string, string>>;
}

/** Read once. Without the file, or when it can't be fetched, the page's own origin is the API. */
export const config: Promise<Config> = fetch('./config.json', { cache: 'no-cache' })
  .then((response) => (response.ok ? (response.json() as Promise<Config>) : { api: '' }))
  .catch(() => ({ api: '' }));
