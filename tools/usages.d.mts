/** Usage of each command of package.json. */
export const USAGES: Readonly<
  Record<
    | 'start'
    | 'walk'
    | 'invoke'
    | 'bundle'
    | 'build:web'
    | 'build:miniprogram'
    | 'dev:web'
    | 'specimens'
    | 'screens'
    | 'docs'
    | 'fuzz'
    | 'fuzz:media'
    | 'keys'
    | 'rules'
    | 'outbox'
    | 'site-hosts'
    | 'verdicts'
    | 'where'
    | 'cost'
    | 'secrets'
    | 'mutate'
    | 'bench'
    | 'chaos'
    | 'migrate'
    | 'plan'
    | 'deploy'
    | 'rehearse'
    | 'test'
    | 'test:journeys'
    | 'test:all'
    | 'test:watch'
    | 'check'
    | 'format',
    string
  >
>;
