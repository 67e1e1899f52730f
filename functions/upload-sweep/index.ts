import { clock, documents, objectStore } from '../../shared/compose.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import { findLostUploads } from './find-lost-uploads.ts';

export const main_handler = timerFunction({ needs: { clock, documents, objectStore }, useCase: findLostUploads });
