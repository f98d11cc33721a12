import type { App } from 'cdk8s';
import { markedNamespaces } from '../constructs';
import type { Diagnostic } from '../kernel';
import { refusal } from './app-codes';
import { type EmittedObject, groupOf, isPolicy, nameOf, sourceOf } from './emitted';

/**
 * The groups whose kinds live in namespaces, each with those that do not. Of the kinds of other
 * groups nothing says here whether they do. Source: `kubectl api-resources`.
 */
const CLUSTER_SCOPED: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['Namespace', 'Node', 'PersistentVolume', 'ComponentStatus']],
  ['apps', []],
  ['batch', []],
  ['autoscaling', []],
  ['coordination.k8s.io', []],
  ['discovery.k8s.io', []],
  ['extensions', ['PodSecurityPolicy']],
  ['networking.k8s.io', ['IngressClass', 'IPAddress', 'ServiceCIDR']],
  ['policy', ['PodSecurityPolicy']],
  ['rbac.authorization.k8s.io', ['ClusterRole', 'ClusterRoleBinding']],
]);

function isNamespaced(each: EmittedObject): boolean {
  const exempt = CLUSTER_SCOPED.get(groupOf(each));
  return exempt !== undefined && !exempt.includes(each.kind);
}

type Home = ReturnType<typeof markedNamespaces>[number];

/**
 * Objects that land elsewhere than where they stand: cdk8s gives an object the namespace of its
 * chart, whatever namespace construct it stands in. And policies that land nowhere in particular.
 */
export function misplaced(app: App, objects: readonly EmittedObject[]): readonly Diagnostic[] {
  const homes = new Map(markedNamespaces(app).map((home) => [home.construct, home]));
  return objects.flatMap((each) => {
    const home = homeOf(each, homes);
    if (home !== undefined && isNamespaced(each)) {
      return each.namespace === home.name ? [] : [elsewhere(each, home)];
    }
    return isPolicy(each) && each.namespace === undefined ? [homeless(each)] : [];
  });
}

function homeOf({ object }: EmittedObject, homes: ReadonlyMap<string, Home>): Home | undefined {
  const around = object.node.scopes.toReversed().map(({ node }) => homes.get(node.path));
  return around.find((home) => home !== undefined);
}

function elsewhere(each: EmittedObject, { name, construct }: Home): Diagnostic {
  const lands =
    each.namespace === undefined ? 'without a namespace' : `into namespace \`${each.namespace}\``;
  return refusal(
    'cdk8s/misplaced-object',
    `${nameOf(each)} stands inside \`${construct}\`, which is namespace \`${name}\`, and is emitted ${lands}`,
    sourceOf(each),
    `give it \`metadata: { namespace: '${name}' }\` or its chart \`namespace: '${name}'\`, or create it outside \`${construct}\``,
  );
}

function homeless(each: EmittedObject): Diagnostic {
  return refusal('cdk8s/no-namespace', `${nameOf(each)} has no namespace`, sourceOf(each));
}
