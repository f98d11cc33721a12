import type { BuildResult, Cluster } from '../../lib/model';
import { clusterOf } from './cluster';

/** What the product makes of some YAML documents. */
export function built(...texts: readonly string[]): BuildResult {
  return clusterOf(texts.join('\n---\n'));
}

/** The cluster that some YAML describes. */
export function clusterFrom(...texts: readonly string[]): Cluster {
  return built(...texts).cluster;
}

/** A Deployment of `namespace/name` with the label `app` and container ports such as `http: 8080`. */
export function workload(id: string, ports: Readonly<Record<string, number>> = {}): string {
  const [namespace = '', name = ''] = id.split('/');
  const list = Object.entries(ports).map(
    ([port, number]) => `{name: ${port}, containerPort: ${number}}`,
  );
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: main, ports: [${list.join(', ')}]}]}}}`;
}

/** A Service `namespace/name` with a spec in flow style. */
export function service(id: string, spec: string): string {
  const [namespace = '', name = ''] = id.split('/');
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;
}

/** A policy `namespace/name` with a spec in flow style. */
export function policy(id: string, spec: string): string {
  const [namespace = '', name = ''] = id.split('/');
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;
}
