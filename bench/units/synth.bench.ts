import { Chart } from 'cdk8s';
import { bench, describe } from 'vitest';
import { PolicyApp } from '#netpol/cdk8s';
import { AllowDns, Connection, DefaultDenyNamespace, pods, tcp } from '#netpol/constructs';
import { InternalError } from '#netpol/kernel';

/** An app of the usual shape: a chart and a default deny for each namespace, and what opens it. */
function appOf(namespaces: number): PolicyApp {
  const app = new PolicyApp({ verify: false });
  for (let made = 0; made < namespaces; made += 1) {
    const home = new DefaultDenyNamespace(new Chart(app, `team-${made}`), `team-${made}`);
    new AllowDns(home, 'dns');
    const [from, to] = [pods({ app: 'web' }), pods({ app: 'api' })];
    new Connection(home, 'web-to-api', { from, to, on: tcp(8080) });
  }
  return app;
}

const SIZES = [100, 400, 1600] as const;

/** What is fast and wrong is not fast. */
function refuseOtherText(): void {
  const [own, theirs] = [appOf(20), appOf(20)];
  const slow = theirs.charts.flatMap((chart) => chart.toJson());
  if (own.synthYaml().split('\n---\n').length === slow.length) return;
  throw new InternalError('a synthesis in one pass leaves out what cdk8s writes');
}

refuseOtherText();

// cdk8s by itself validates and resolves the whole app for each of its charts: 1,600 took minutes.
describe('a synthesis grows with the app: four times the namespaces, four times the time', () => {
  for (const size of SIZES) {
    const app = appOf(size);
    bench(`${size} namespaces, a chart each`, () => void app.synthYaml(), {
      iterations: 3,
      time: 0,
      warmupIterations: 1,
      warmupTime: 0,
    });
  }
});
