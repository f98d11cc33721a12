import { checkProps, decline } from './composite-refusals';
import { namespace, type PodsInNamespace, type Port, show } from './dsl';
import { selectorFrom } from './dsl/labels';
import { podsSelectedBy } from './dsl/pods';
import { orElse } from './dsl/refuse';

/** `namespace/name`: how a workload is called everywhere in this package. */
export type WorkloadName = `${string}/${string}`;

/** A workload that another repository deploys: what its pods are known by. */
export interface DeclaredWorkload {
  readonly labels: { readonly [key: string]: string };
  /** Ports of its pods, by the names that rules use; `{}` where none is named. */
  readonly ports: { readonly [name: string]: Port };
}

/** The pods of a declared workload: a peer, and an end of a `Connection`. */
export interface InventoryPods<Ports> extends PodsInNamespace {
  readonly ports: Ports;
}

/**
 * Declares workloads that live in other repositories once, and gives the function that names them:
 * a misspelt name, or a port that is not declared, does not compile.
 *
 * @example
 * const known = inventory({
 *   'monitoring/prometheus': { labels: { app: 'prometheus' }, ports: { web: tcp(9090) } },
 * });
 * to(known('monitoring/prometheus')).on(known('monitoring/prometheus').ports.web)
 * // - to:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }
 * //       podSelector: { matchLabels: { app: prometheus } }
 * //   ports: [{ protocol: TCP, port: 9090 }]
 * @throws {InvalidInputError} for names and labels that Kubernetes refuses; the function, for a
 * name that is not declared
 */
export function inventory<
  const Declared extends { readonly [name: WorkloadName]: DeclaredWorkload },
>(
  declared: Declared,
): <Name extends keyof Declared & WorkloadName>(
  name: Name,
) => InventoryPods<Declared[Name]['ports']> {
  if (typeof declared !== 'object' || declared === null) {
    const message = `\`inventory\` got ${show(declared)} where its workloads belong`;
    decline({
      code: 'constructs/unknown-workload',
      message,
      help: "write { 'namespace/name': { ... } }",
    });
  }
  const names = Object.keys(declared);
  const known = new Map(names.map((name) => [name, podsNamed(name, Reflect.get(declared, name))]));
  return (name) => {
    const found = known.get(name);
    const ports = Object.hasOwn(declared, name) ? declared[name]?.ports : undefined;
    if (found !== undefined && ports !== undefined) return Object.freeze({ ...found, ports });
    const message = `no workload of the inventory is called ${show(name)}${orElse(name, names)}`;
    return decline({ code: 'constructs/unknown-workload', message });
  };
}

function podsNamed(name: string, workload: unknown): PodsInNamespace {
  checkProps(`inventory['${name}']`, workload, ['labels', 'ports']);
  const [home = '', workloadName = '', ...more] = name.split('/');
  if (workloadName === '' || more.length > 0) {
    const message = `\`${name}\` is no name of a workload`;
    decline({ code: 'constructs/unknown-workload', message, help: "write 'namespace/name'" });
  }
  const labels: unknown = 'labels' in workload ? workload.labels : undefined;
  const ports: unknown = 'ports' in workload ? workload.ports : undefined;
  if (typeof ports !== 'object' || ports === null) {
    const message = `\`ports\` of \`${name}\` is ${show(ports)}`;
    decline({
      code: 'constructs/missing-part',
      message,
      help: 'write ports: { web: tcp(9090) }, or {}',
    });
  }
  return podsSelectedBy(selectorFrom('pods', labels)).in(namespace(home));
}
