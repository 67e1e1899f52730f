import { config } from '../config.ts';

/** The address of the web page, to which mails link; undefined where the operator has not said it. */
export const pageUrl = async () => config().PAGE_URL;
