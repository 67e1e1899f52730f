import { describeJourneys } from './journeys.suite.ts';

describeJourneys('socket');
