import { Chart, Testing } from 'cdk8s';
import { bench, describe } from 'vitest';
import {
  AllowDns,
  BlockCloudMetadata,
  DefaultDenyNamespace,
  PolicyApp,
  pods,
  ThreeTierApp,
  tcp,
} from '../../lib';
import { checkIntents } from '../../lib/analyses';
import { InternalError, type Statement, writtenIntent } from '../../lib/kernel';
import { portable } from '../../lib/platform';
import { teamsCluster } from './clusters';

const NAMESPACES = 40;

/** An app of as many namespaces, each with what a namespace usually has. */
function app(verify: boolean): PolicyApp {
  const whole = new PolicyApp({ verify, outdir: Testing.app().outdir });
  for (let at = 0; at < NAMESPACES; at += 1) {
    const chart = new Chart(whole, `team-${at}`);
    const home = new DefaultDenyNamespace(chart, `team-${at}`);
    new AllowDns(home, 'dns');
    new BlockCloudMetadata(home, 'metadata');
    new ThreeTierApp(home, 'app', {
      web: { pods: pods({ tier: 'web' }), on: [tcp(8080)] },
      api: { pods: pods({ tier: 'api' }), on: [tcp(8080)] },
      database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
    });
  }
  return whole;
}

describe(`synth of ${NAMESPACES} namespaces`, () => {
  bench('written only', () => app(false).synth());
  bench('proven and written', () => app(true).synth());
});

const cluster = teamsCluster({ namespaces: NAMESPACES, workloadsEach: 5 });
const end = (at: number) =>
  ({
    kind: 'pods',
    namespaces: { kind: 'named', name: `team-${at}` },
    pods: { requirements: [] },
  }) as const;
function never(from: number, to: number): Statement {
  const claim = { kind: 'never-reaches', flows: [{ from: [end(from)], to: [end(to)] }] } as const;
  return writtenIntent(claim, { name: `team ${from} never reaches ${to}`, severity: 'error' });
}
const others = Array.from({ length: NAMESPACES }, (_, at) => never(at, (at + 1) % NAMESPACES));
const statements = [...others, never(0, 0)];
const proven = () => checkIntents(cluster, portable, { statements, today: '2026-01-01' });

// No time counts for an answer that is wrong: no team reaches another, and all reach themselves.
const { holds, broken } = proven().summary;
if (holds !== NAMESPACES || broken !== 1) throw new InternalError('the intents are misjudged');

describe(`one intent for each of ${NAMESPACES} namespaces, over every pod that could exist`, () => {
  bench('netpol check', () => void proven());
});
