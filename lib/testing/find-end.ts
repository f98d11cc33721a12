import { addressEnds, type ExplainEnd, type PodEnd } from '../analyses';
import {
  checkNamespace,
  findEnds,
  namedAddresses,
  namedPorts,
  namedService,
  podAt,
  regionNamed,
  splitPort,
} from '../ends';
import {
  type AddressSet,
  EVERYTHING,
  formatCidr,
  type IntentEndpoint,
  toCidrs,
  UsageError,
} from '../kernel';
import { type EndMeaning, endOf, type NetEnd, podsAmong } from './end';
import type { Net } from './net';
import { podsWith } from './pods-with';
import { type PortArgument, portArguments } from './ports';

/**
 * The end that a word means: `shop/db`, `shop/StatefulSet/db`, `shop/*`, `svc/shop/db`, an address, a
 * block, `any-ip`, `internet` or `cloud-metadata`, each perhaps with a port behind a colon.
 *
 * @throws {UsageError} for a word that means nothing, or several things
 */
export function findEnd(word: string, net: Net): NetEnd {
  const through = serviceEnd(word, net);
  if (through !== undefined) return through;
  const { name, port } = splitPort(word);
  const meaning = addressMeaning(name, net) ?? podMeaning(name, net);
  if (port === undefined) return endOf(meaning);
  const ports = portArguments(namedPorts(port, podsAmong(meaning.known)));
  return endOf({ ...meaning, ports });
}

/** The end of a Service; undefined for a word that names none. */
export function serviceEnd(word: string, net: Net): NetEnd | undefined {
  const named = namedService(word, net.directory);
  if (named === undefined) return undefined;
  const { service, port } = named;
  const { namespace, name } = service;
  const ports = port === undefined ? [] : [servicePort(port)];
  return endOf({
    name: `svc/${namespace}/${name}`,
    net,
    known: [],
    service,
    endpoint: { kind: 'service', namespace, name },
    speaksOf: 'known',
    ports,
  });
}

function servicePort(text: string): PortArgument {
  const [port = '', protocol] = text.split('/');
  const number = /^\d+$/.test(port) ? Number(port) : port;
  const written = (['TCP', 'UDP', 'SCTP'] as const).find(
    (each) => each === protocol?.toUpperCase(),
  );
  if (protocol !== undefined && written === undefined) {
    throw new UsageError(`there is no protocol \`${protocol}\``, 'use one of TCP, UDP, SCTP');
  }
  return { kind: 'port', spec: { port: number, ...(written && { protocol: written }) } };
}

/** What a word for addresses means, or the pod that has this address; undefined for any other word. */
function addressMeaning(word: string, net: Net): EndMeaning | undefined {
  const region = regionNamed(word, net.profile);
  const addresses = region ?? namedAddresses(word);
  if (addresses === undefined) return undefined;
  const pod = podAt(word, net.directory, () => {});
  if (pod !== undefined) return podsMeaning(word, [pod], net);
  return {
    name: word,
    net,
    known: addressEnds(net.cluster, addresses),
    endpoint: regionEndpoint(word) ?? blocksEndpoint(addresses),
    speaksOf: 'known',
    ports: [],
  };
}

function regionEndpoint(word: string): IntentEndpoint | undefined {
  return word === 'internet' || word === 'cloud-metadata' ? { kind: word } : undefined;
}

function blocksEndpoint(addresses: AddressSet): IntentEndpoint {
  return { kind: 'addresses', cidrs: toCidrs(addresses).map(formatCidr), except: [] };
}

function podMeaning(word: string, net: Net): EndMeaning {
  const namespace = /^([^/]+)\/\*$/.exec(word)?.[1];
  if (namespace === undefined)
    return podsMeaning(
      word,
      findEnds(word, net.directory, () => {}),
      net,
    );
  checkNamespace(namespace, net.directory);
  return podsWith({ name: word, namespace, selector: EVERYTHING }, net);
}

function podsMeaning(word: string, known: readonly ExplainEnd[], net: Net): EndMeaning {
  const ends = podsAmong(known);
  const endpoint = workloadEndpoint(ends, net);
  const name = ends.length === 1 ? (ends[0]?.endpoint.id ?? word) : word;
  return { name, net, known, ...(endpoint && { endpoint }), speaksOf: 'known', ports: [] };
}

/** The workload that these pods are all of; undefined for some of its pods only. */
function workloadEndpoint(ends: readonly PodEnd[], { directory }: Net): IntentEndpoint | undefined {
  const [first] = ends;
  if (first === undefined) return undefined;
  const { namespace, name, kind: workloadKind, pods } = first.workload;
  const rows = directory.workloads.filter(({ workload }) => workload === first.workload);
  if (pods.length > 1 && !rows.every((row) => ends.includes(row))) return undefined;
  return { kind: 'workload', namespace, name, workloadKind };
}
