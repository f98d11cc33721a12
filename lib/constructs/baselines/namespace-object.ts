import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { type NamespaceObjectProps, namespaceLabels } from '../namespace-labels';
import { MANAGED_BY } from '../network-policy';

/** Emits the Namespace itself. @throws {InvalidInputError} for labels that cannot be */
export function namespaceObject(scope: Construct, name: string, props: NamespaceObjectProps): void {
  const object = new ApiObject(scope, 'Namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...MANAGED_BY, ...namespaceLabels(name, props) } },
  });
  // A chart gives its namespace to every object; a Namespace has none.
  if (Chart.of(scope).namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
