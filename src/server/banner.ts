import type { DatabaseInfo } from '../db/types.ts';

export interface BannerFacts {
  address: string;
  note: string | null;
  database: DatabaseInfo;
  /** Names of the datasets in use; empty for an empty hub. */
  datasets: readonly string[];
  isDemo: boolean;
  hasGraphiql: boolean;
  limits: boolean;
  seconds: number;
}

/** What `npm start` prints when it serves: where to click, what is shown, how to go on. */
export function banner(facts: BannerFacts): string {
  const { address, database } = facts;
  const where =
    database.kind === 'embedded'
      ? `embedded PostgreSQL ${database.version} in ${database.folder ?? '?'} (port ${database.port})`
      : `PostgreSQL ${database.version} at ${database.host}:${database.port}/${database.name}`;
  const lines = [
    '',
    `  ☀ Sunledger 阳光账本 serves after ${facts.seconds.toFixed(1)} s`,
    '',
    `    start page   ${address}/`,
    `    query editor ${address}/graphiql${facts.hasGraphiql ? '' : '   (not built: npm run build:graphiql)'}`,
    `    GraphQL      ${address}/graphql`,
    `    health       ${address}/healthz  ${address}/readyz`,
    '',
    `    database     ${where}`,
    `    dataset      ${dataset(facts)}`,
    '',
    '    internal     npm run --silent sunledger -- token --role ANALYST',
    '    import       npm run sunledger -- import ocds FILE; or: import table FILE --profile NAME',
    ...(facts.isDemo
      ? [
          '    without demo SUNLEDGER_DEMO=0 npm start in a new data folder; or: npm run sunledger -- demo remove',
        ]
      : []),
    ...(facts.limits ? [] : ['', '    SUNLEDGER_LIMITS=0: no limits on queries. Never open this to others.']),
    ...(facts.note === null ? [] : ['', `    ${facts.note}`]),
    '',
    '    Ctrl-C stops.',
    '',
  ];
  return lines.join('\n');
}

function dataset({ datasets, isDemo }: BannerFacts): string {
  if (datasets.length === 0) return 'none yet: import a file';
  const shown = datasets.slice(0, 3).join(', ');
  const more = datasets.length > 3 ? ` and ${datasets.length - 3} more` : '';
  return `${shown}${more}${isDemo ? ' (invented demo, not real data)' : ''}`;
}
