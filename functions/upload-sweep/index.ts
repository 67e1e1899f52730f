import { timerFunction } from '../../platform/edge/timer-function.ts';
import { findLostUploads } from './find-lost-uploads.ts';
import * as ports from './ports.ts';

export const main_handler = timerFunction({ ports, useCase: findLostUploads });
