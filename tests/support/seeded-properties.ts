import fc from 'fast-check';

// Each run tries the same inputs: what a change breaks fails in its own run, and nothing fails in another's.
fc.configureGlobal({ seed: 20_261_203 });
