import { ApiObject, type Chart } from 'cdk8s';

/** Adds a plain pod called `namespace/name`, with `app: name` unless other labels are given. */
export function plainPod(
  chart: Chart,
  called: `${string}/${string}`,
  labels?: { readonly [key: string]: string },
): void {
  const [namespace = '', name = ''] = called.split('/');
  new ApiObject(chart, `pod-${namespace}-${name}`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: labels ?? { app: name } },
    spec: { containers: [{ name: 'main', image: 'main:1' }] },
  });
}
