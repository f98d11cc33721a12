import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { DefaultDenyNamespace, declareProfile, statementsOf } from '../../../../lib/constructs';
import type { Profile } from '../../../../lib/platform';
import { clusterOfApp, flowsOf } from '../../../support/reachability';

/** A namespace in which nothing passes that the test does not open. */
export function closed(scope: Construct, name: string): DefaultDenyNamespace {
  const reason = name === 'kube-system' ? { reason: 'the test closes it' } : {};
  return new DefaultDenyNamespace(scope, name, { dns: 'none', ...reason });
}

/** A chart of an app with a profile, which writes nothing. */
export function chartUnder(profile?: Profile): Chart {
  const app = new App();
  if (profile !== undefined) declareProfile(app, profile);
  return new Chart(app, 'system');
}

/** A pod `namespace/name` with these labels and named ports. */
export function pod(
  scope: Construct,
  id: string,
  labels: Readonly<Record<string, string>>,
  ports: Readonly<Record<string, number>> = {},
): void {
  const [namespace = '', name = ''] = id.split('/');
  const list = Object.entries(ports).map(([port, containerPort]) => ({
    name: port,
    containerPort,
  }));
  new ApiObject(scope, `pod-${namespace}-${name}`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { ...labels } },
    spec: { containers: [{ name: 'main', image: 'x', ports: list }] },
  });
}

/** Every flow of an app, one a line: what is not listed is denied. */
export function flowsWith(
  define: (chart: Chart) => void,
  touching = '',
  profile?: Profile,
): readonly string[] {
  const cluster = clusterOfApp((app) => {
    if (profile !== undefined) declareProfile(app, profile);
    define(new Chart(app, 'system'));
  });
  return flowsOf(cluster, { touching, ...(profile !== undefined && { profile }) });
}

/** The names of the promises under a construct. */
export function promisesOf(construct: Construct): readonly string[] {
  return statementsOf(construct).flatMap(({ intents }) => intents.map(({ name }) => name));
}
