import { findChromium } from './chromium/chromium.ts';
import { runCommand } from './run-command.ts';

// Comes before the first test: unpacks the browser that the packages bring, or says what to install.
runCommand(async () => void (await findChromium()));
