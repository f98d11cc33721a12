import type { KnownPort, KnownWorkload } from '../kernel/known-workload';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../kernel/protocol';
import { orElse } from '../kernel/suggest';
import { checkProps, decline } from './composite-refusals';
import { calledFrom, namespace, type PodsInNamespace, type Port, show } from './dsl';
import { frozen } from './dsl/frozen';
import { selectorFrom } from './dsl/labels';
import { podsSelectedBy } from './dsl/pods';

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

/** The workloads of an inventory, by name. */
export interface DeclaredWorkloads {
  readonly [name: WorkloadName]: DeclaredWorkload;
}

/** What an inventory declares: a function that names its workloads, and all of them as data. */
export interface Inventory<Declared extends DeclaredWorkloads> {
  /**
   * The pods of a declared workload.
   *
   * @throws {InvalidInputError} for a name that is not declared
   */
  <Name extends keyof Declared & WorkloadName>(name: Name): InventoryPods<Declared[Name]['ports']>;
  /** For `new PolicyApp({ inventory: [known] })`, which then counts these pods as known. */
  readonly workloads: readonly KnownWorkload[];
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
export function inventory<const Declared extends DeclaredWorkloads>(
  declared: Declared,
): Inventory<Declared> {
  if (typeof declared !== 'object' || declared === null) {
    const message = `\`inventory\` got ${show(declared)} where its workloads belong`;
    decline({
      code: 'constructs/unknown-workload',
      message,
      help: "write { 'namespace/name': { ... } }",
    });
  }
  const names = Object.keys(declared);
  const known = new Map(names.map((name) => [name, workloadOf(name, Reflect.get(declared, name))]));
  const called = <Name extends keyof Declared & WorkloadName>(name: Name) => {
    const found = known.get(name);
    const ports = Object.hasOwn(declared, name) ? declared[name]?.ports : undefined;
    if (found !== undefined && ports !== undefined) return Object.freeze({ ...found.pods, ports });
    const message = `no workload of the inventory is called ${show(name)}${orElse(name, names)}`;
    return decline({ code: 'constructs/unknown-workload', message });
  };
  const workloads = [...known.values()].map((each) => each.workload);
  return Object.freeze(Object.assign(called, { workloads: frozen(workloads) }));
}

interface Known {
  readonly pods: PodsInNamespace;
  readonly workload: KnownWorkload;
}

function workloadOf(called: string, declared: unknown): Known {
  checkProps(`inventory['${called}']`, declared, ['labels', 'ports']);
  const [home = '', name = '', ...more] = called.split('/');
  if (name === '' || more.length > 0) {
    const message = `\`${called}\` is no name of a workload`;
    decline({ code: 'constructs/unknown-workload', message, help: "write 'namespace/name'" });
  }
  const given: unknown = 'ports' in declared ? declared.ports : undefined;
  if (typeof given !== 'object' || given === null) {
    const message = `\`ports\` of \`${called}\` is ${show(given)}`;
    decline({
      code: 'constructs/missing-part',
      message,
      help: 'write ports: { web: tcp(9090) }, or {}',
    });
  }
  const selector = selectorFrom('pods', 'labels' in declared ? declared.labels : undefined);
  const place = namespace(home);
  const ports = Object.entries(given).flatMap(([port, found]) => portNamed(port, found));
  const labels = selector.matchLabels ?? {};
  return {
    pods: podsSelectedBy(selector).in(place),
    workload: { namespace: home, name, labels, ports, ...calledFrom() },
  };
}

/** Only a port with a number tells what a name means; one that is itself a name tells nothing. */
function portNamed(name: string, found: unknown): readonly KnownPort[] {
  const spec: unknown =
    typeof found === 'object' && found !== null && 'spec' in found && found.spec;
  if (typeof spec !== 'object' || spec === null || !('port' in spec)) return [];
  const { port } = spec;
  const said: unknown = 'protocol' in spec ? spec.protocol : undefined;
  const protocol = PROTOCOLS.find((each) => each === said) ?? DEFAULT_PROTOCOL;
  return typeof port === 'number' ? [{ name, protocol, port }] : [];
}
