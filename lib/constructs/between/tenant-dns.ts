import type { IConstruct } from 'constructs';
import type { IntentEndpoint, StatedFlow } from '../../kernel/intent';
import { selectsEverything } from '../../kernel/selector';
import { AllowDns } from '../allow-dns';
import type { DefaultDenyNamespace } from '../default-deny-namespace';
import { unusedId } from '../openings';
import { statedIn, statementsOf } from '../statement';

/** What one `AllowDns` opens. */
interface OpenedDns {
  /** The pods that resolve names by it. */
  readonly clients: readonly IntentEndpoint[];
  readonly flows: readonly StatedFlow[];
}

/**
 * Opens DNS to every pod of a namespace by an `AllowDns` called `id`, unless one inside does so
 * already, or its author says that no pod needs it.
 */
export function openDns(home: DefaultDenyNamespace, id: string): void {
  const clients = openedUnder(home).flatMap((each) => each.clients);
  const isOpen = clients.some(
    (end) => namespaceOf(end) === home.namespaceName && selectsEveryPod(end),
  );
  if (home.dns === 'needed' && !isOpen) new AllowDns(home, unusedId(home, id));
}

/** The flows by which pods of these namespaces resolve names, by every `AllowDns` as of now. */
export function dnsFlowsOf(scope: IConstruct, homes: readonly string[]): readonly StatedFlow[] {
  const opened = openedByNamespace(scope.node.root);
  return homes.flatMap((home) => opened.get(home) ?? []);
}

type ByNamespace = ReadonlyMap<string, readonly StatedFlow[]>;

/** Every tenant asks, so each is looked up once until something is stated. */
const OPENED = new WeakMap<IConstruct, { readonly stated: number; readonly flows: ByNamespace }>();

function openedByNamespace(root: IConstruct): ByNamespace {
  const stated = statedIn(root);
  const known = OPENED.get(root);
  if (known?.stated === stated) return known.flows;
  const flows = new Map<string, StatedFlow[]>();
  for (const opened of openedUnder(root)) {
    for (const home of new Set(opened.clients.flatMap((end) => namespaceOf(end) ?? []))) {
      const others = flows.get(home) ?? [];
      others.push(...opened.flows);
      flows.set(home, others);
    }
  }
  OPENED.set(root, { stated, flows });
  return flows;
}

function openedUnder(scope: IConstruct): readonly OpenedDns[] {
  const all = scope.node.findAll().filter((each) => each instanceof AllowDns);
  return all.map((dns) => {
    const statements = statementsOf(dns);
    const intents = statements.flatMap((each) => each.intents);
    return {
      clients: intents.flatMap((each) => (each.kind === 'resolves-names' ? each.from : [])),
      flows: statements.flatMap((each) => each.flows),
    };
  });
}

function namespaceOf(end: IntentEndpoint): string | undefined {
  return end.kind === 'pods' && end.namespaces.kind === 'named' ? end.namespaces.name : undefined;
}

function selectsEveryPod(end: IntentEndpoint): boolean {
  return end.kind === 'pods' && selectsEverything(end.pods);
}
