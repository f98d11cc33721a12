import { ApiObject, App, Chart } from 'cdk8s';
import { DefaultDenyNamespace, declareProfile } from '../../../../lib/constructs';
import { type Profile, portable } from '../../../../lib/platform';
import type { Reachability } from '../../../../lib/testing';

/** A closed namespace with two workloads, `feeds` and `other`, and the app around it. */
export interface Shop {
  readonly chart: Chart;
  readonly shop: DefaultDenyNamespace;
}

/** Where pods run and nothing is open, in an app that declares a profile. */
export function newShop(profile: Profile = portable): Shop {
  const app = new App();
  declareProfile(app, profile);
  const chart = new Chart(app, 'shop');
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  newPod(chart, 'shop', 'feeds');
  newPod(chart, 'shop', 'other');
  return { chart, shop };
}

/** A pod that carries its name as label `app`, and listens on 8080. */
export function newPod(chart: Chart, namespace: string, app: string): void {
  new ApiObject(chart, `${namespace}-${app}`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: app, labels: { app } },
    spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] },
  });
}

/** The manifest of the policy that is called `name`. */
export function policyOf(chart: Chart, name: string): unknown {
  return chart.toJson().find(({ kind, metadata }) => {
    return kind === 'NetworkPolicy' && metadata.name === name;
  });
}

/** What the app promises, and whether it holds: `namespace shop is closed: holds`. */
export function promises(net: Reachability): readonly string[] {
  return net.intents().intents.map(({ name, verdict }) => `${name}: ${verdict}`);
}
