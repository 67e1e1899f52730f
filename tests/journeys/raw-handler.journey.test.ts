import { describeJourneys } from './journeys.suite.ts';

describeJourneys('raw handler');
