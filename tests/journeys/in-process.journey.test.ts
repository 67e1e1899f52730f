import { describeJourneys } from './journeys.suite.ts';

describeJourneys('in process');
