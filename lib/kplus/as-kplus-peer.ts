import {
  type INamespaceSelector,
  type INetworkPolicyPeer,
  type IPodSelector,
  type NamespaceSelectorConfig,
  NetworkPolicyIpBlock,
  type NetworkPolicyPeerConfig,
  type PodSelectorConfig,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { callerLine, type NamespacePeer, type Peer } from '../constructs';
import { type Diagnostic, InvalidInputError, type LabelSelectorSpec } from '../kernel';
import { labelSelectorOf } from './label-selector';

/** One of our peers, as cdk8s-plus knows them. Addresses are a peer only, and refuse to select pods or namespaces. */
export interface KplusPeer extends INetworkPolicyPeer, IPodSelector, INamespaceSelector {}

/**
 * One of our peers for `kplus.NetworkPolicy` and for `connections`. What cdk8s-plus writes is a raw
 * policy: it counts in every verdict, and states nothing.
 *
 * @example
 * policy.addIngressRule(asKplusPeer(chart, 'prometheus', prometheus()), [kplus.NetworkPolicyPort.tcp(8080)]);
 * // - from:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }
 * //       podSelector: { matchLabels: { app.kubernetes.io/name: prometheus } }
 * //   ports: [{ port: 8080, protocol: TCP }]
 * @throws {InvalidInputError} for addresses of several blocks, because a peer of cdk8s-plus holds one;
 * and later, where addresses are used to select pods or namespaces
 */
export function asKplusPeer(scope: Construct, id: string, peer: Peer): KplusPeer {
  return new AdaptedPeer(scope, id, peer);
}

/** A real construct: `connections` of cdk8s-plus asks for the address of its node. */
class AdaptedPeer extends Construct implements KplusPeer {
  readonly #peer: Peer;
  readonly #block: NetworkPolicyIpBlock | undefined;

  constructor(scope: Construct, id: string, peer: Peer) {
    super(scope, id);
    this.#peer = peer;
    this.#block = peer.kind === 'addresses' ? this.#blockOf(peer) : undefined;
  }

  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    if (this.#block !== undefined) return { ipBlock: this.#block };
    return { podSelector: this.toPodSelectorConfig() };
  }

  toPodSelector(): IPodSelector | undefined {
    return this.#block === undefined ? this : undefined;
  }

  toPodSelectorConfig(): PodSelectorConfig {
    this.#refuseAddresses('pods');
    const labelSelector = labelSelectorOf(podsOf(this.#peer));
    const place = placeOf(this.#peer);
    return place === undefined
      ? { labelSelector }
      : { labelSelector, namespaces: namespacesOf(place) };
  }

  toNamespaceSelectorConfig(): NamespaceSelectorConfig {
    this.#refuseAddresses('namespaces');
    const place = placeOf(this.#peer);
    return place === undefined ? {} : namespacesOf(place);
  }

  /** A selector that asks for nothing is every pod, or the namespace of the policy: never addresses. */
  #refuseAddresses(selected: 'pods' | 'namespaces'): void {
    if (this.#peer.kind !== 'addresses') return;
    refuse({
      code: 'kplus/not-a-selector',
      message: `\`asKplusPeer\` got \`${this.#peer.label}\`, which are addresses, and is used to select ${selected}`,
      why: 'addresses select nothing: cdk8s-plus would take every pod, or the namespace of the policy',
      help: `adapt ${selected === 'pods' ? 'pods(...)' : 'namespace(...)'}; addresses are the other end of a rule`,
    });
  }

  #blockOf({ label, blocks }: Extract<Peer, { kind: 'addresses' }>): NetworkPolicyIpBlock {
    const [block, ...others] = blocks;
    if (block === undefined || others.length > 0) return refuseBlocks(label, blocks.length);
    const make = block.cidr.includes(':') ? NetworkPolicyIpBlock.ipv6 : NetworkPolicyIpBlock.ipv4;
    const except = block.except === undefined ? undefined : [...block.except];
    return make(this, 'block', block.cidr, except);
  }
}

function refuseBlocks(label: string, amount: number): never {
  return refuse({
    code: 'kplus/several-blocks',
    message: `\`asKplusPeer\` got \`${label}\`, which is ${amount} blocks of addresses`,
    why: 'a peer of cdk8s-plus holds one block: the others would be lost',
    help: 'adapt ipBlock(...) for each of them, or write the rule with NetworkPolicy of cdk8s-netpol',
  });
}

/** Refuses at the line that is being run. */
function refuse(refusal: Pick<Diagnostic, 'code' | 'message' | 'why' | 'help'>): never {
  const source = callerLine();
  throw new InvalidInputError([
    { ...refusal, severity: 'error', ...(source !== undefined && { source }) },
  ]);
}

/** Which pods a peer names; every one where it names namespaces only. */
function podsOf(peer: Peer): LabelSelectorSpec {
  return peer.kind === 'pods' || peer.kind === 'pods-in' ? peer.selector : {};
}

/** Where the pods of a peer stand; undefined for the namespace of the policy. */
function placeOf(peer: Peer): NamespacePeer | undefined {
  switch (peer.kind) {
    case 'pods':
      return peer.namespaceName === undefined
        ? undefined
        : { kind: 'namespace', name: peer.namespaceName };
    case 'pods-in':
      return peer.place;
    case 'namespace':
    case 'namespaces':
    case 'all-namespaces':
      return peer;
    case 'same-namespace':
    case 'addresses':
      return undefined;
  }
}

function namespacesOf(place: NamespacePeer): NamespaceSelectorConfig {
  if (place.kind === 'namespace') return { names: [place.name] };
  return { labelSelector: labelSelectorOf(place.kind === 'namespaces' ? place.selector : {}) };
}
