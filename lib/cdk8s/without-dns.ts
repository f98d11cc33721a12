import type { App } from 'cdk8s';
import { defaultDeniesIn, statementsOf } from '../constructs';
import {
  type CodeLine,
  type Diagnostic,
  groupBy,
  matches,
  type PeerSpec,
  type PortSpec,
  parseSelector,
  type Source,
} from '../kernel';
import type { DecodedPolicy } from '../manifests';
import { refusal } from './app-codes';
import { type EmittedObject, nameOf } from './emitted';
import { podLabelsOf } from './workload-labels';

/** A policy as the API server would store it, and what emits it. */
export interface EmittedPolicy {
  readonly emitted: EmittedObject;
  readonly policy: DecodedPolicy;
}

/**
 * Namespaces of this app that deny egress, and in which pods cannot resolve names. Enough is a DNS
 * rule for every pod, rules that together hold for every workload that the app knows there, or an
 * `AllowDns` with `for`: by that its author has chosen who resolves names.
 */
export function withoutDns(
  app: App,
  objects: readonly EmittedObject[],
  policies: readonly EmittedPolicy[],
): readonly Diagnostic[] {
  const lines = new Map(statementsOf(app).map((said) => [said.construct, said.typescript]));
  const opening = groupBy(
    policies.filter(({ policy }) => opensDns(policy)),
    ({ emitted }) => emitted.namespace,
  );
  const inside = groupBy(objects, (each) => each.namespace);
  return defaultDeniesIn(app).flatMap(({ namespace, dns, construct }) => {
    if (dns === 'none') return [];
    const here = opening.get(namespace) ?? [];
    const unserved = here.some(chosenByAuthor) ? [] : whoCannot(here, inside.get(namespace) ?? []);
    if (unserved.length === 0) return [];
    const allows = here.length === 0 ? 'no DNS' : `DNS only to some pods, not to ${unserved[0]}`;
    const message = `namespace \`${namespace}\` denies egress and allows ${allows}`;
    return [refusal('cdk8s/no-dns', message, at(construct, lines.get(construct)))];
  });
}

function at(construct: string, line: CodeLine | undefined): Source {
  return { file: '(in memory)', ...line, construct };
}

/** Whether an `AllowDns` wrote it, known by its shape, so that two copies of this package agree. */
function chosenByAuthor({ emitted }: EmittedPolicy): boolean {
  return emitted.object.node.scopes.some(
    (each) => 'platforms' in each && Array.isArray(each.platforms),
  );
}

/** Pods, in words, that none of the policies selects: workloads where any are known, else all. */
function whoCannot(
  policies: readonly EmittedPolicy[],
  objects: readonly EmittedObject[],
): readonly string[] {
  const selectors = policies.map(({ policy }) => parseSelector(policy.spec.podSelector));
  if (selectors.some(({ requirements }) => requirements.length === 0)) return [];
  const workloads = objects.flatMap((each) => {
    const labels = podLabelsOf(each);
    return labels === undefined ? [] : [{ each, labels }];
  });
  if (workloads.length === 0) return ['the others'];
  return workloads
    .filter(({ labels }) => !selectors.some((selector) => matches(selector, labels)))
    .map(({ each }) => nameOf(each));
}

/** The ports on which the pods of DNS platforms answer, and their names. */
const DNS_PORTS: readonly number[] = [53, 5353];
const DNS_PORT_NAMES: readonly string[] = ['dns', 'dns-udp'];

/** Whether any egress rule of a policy lets UDP through to a port on which DNS answers. */
function opensDns({ spec }: DecodedPolicy): boolean {
  if (!spec.policyTypes.includes('Egress')) return false;
  return (spec.egress ?? []).some(({ to = [], ports = [] }) =>
    ports.length === 0 ? leavesNamespace(to) : ports.some((port) => isDnsPort(port, to)),
  );
}

function isDnsPort({ protocol, port, endPort }: PortSpec, to: readonly PeerSpec[]): boolean {
  if (protocol !== 'UDP') return false;
  if (port === undefined) return leavesNamespace(to);
  if (typeof port === 'string') return DNS_PORT_NAMES.includes(port);
  return DNS_PORTS.some((dns) => dns >= port && dns <= (endPort ?? port));
}

/** Every port of pods of one's own namespace is not meant for DNS: that answers elsewhere. */
function leavesNamespace(to: readonly PeerSpec[]): boolean {
  return (
    to.length === 0 ||
    to.some((peer) => peer.podSelector === undefined || peer.namespaceSelector !== undefined)
  );
}
