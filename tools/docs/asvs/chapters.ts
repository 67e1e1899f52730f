import { type Chapter, notApplicable } from './answer.ts';
import { ENCODING } from './v1-encoding.ts';
import { BUSINESS_LOGIC } from './v2-business-logic.ts';
import { WEB_FRONTEND } from './v3-web-frontend.ts';
import { API } from './v4-api.ts';
import { FILE_HANDLING } from './v5-files.ts';
import { AUTHENTICATION } from './v6-authentication.ts';
import { SESSIONS } from './v7-sessions.ts';
import { AUTHORIZATION } from './v8-authorization.ts';
import { SELF_CONTAINED_TOKENS } from './v9-tokens.ts';
import { CRYPTOGRAPHY } from './v11-cryptography.ts';
import { COMMUNICATION } from './v12-communication.ts';
import { CONFIGURATION } from './v13-configuration.ts';
import { DATA_PROTECTION } from './v14-data-protection.ts';
import { ARCHITECTURE } from './v15-architecture.ts';
import { LOGGING } from './v16-logging.ts';

const OAUTH: Chapter = {
  id: 'V10',
  title: 'OAuth and OIDC',
  answers: {
    V10: notApplicable(
      'The service is neither client nor server of OAuth. WeChat’s `jscode2session` is a call between servers; V6.8 is about it.',
    ),
  },
};

const WEBRTC: Chapter = {
  id: 'V17',
  title: 'WebRTC',
  answers: { V17: notApplicable('Nothing is streamed: a recording is a file.') },
};

/** The chapters of the standard in its order. */
export const CHAPTERS: readonly Chapter[] = [
  ENCODING,
  BUSINESS_LOGIC,
  WEB_FRONTEND,
  API,
  FILE_HANDLING,
  AUTHENTICATION,
  SESSIONS,
  AUTHORIZATION,
  SELF_CONTAINED_TOKENS,
  OAUTH,
  CRYPTOGRAPHY,
  COMMUNICATION,
  CONFIGURATION,
  DATA_PROTECTION,
  ARCHITECTURE,
  LOGGING,
  WEBRTC,
];
