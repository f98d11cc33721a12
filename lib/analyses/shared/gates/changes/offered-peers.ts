import {
  justAddress,
  type LabelSelectorSpec,
  type Labels,
  NO_ADDRESSES,
  type PeerSpec,
  unionAddresses,
} from '../../../../kernel';
import { type FlowEnd, NAMESPACE_NAME_LABEL, type Pod } from '../../../../model';
import type { Profile } from '../../../../platform';
import { blockPeers } from './block-peers';
import { tellingLabels } from './telling-labels';

/** The peers that name this end, and as little else as its labels allow, for a policy of namespace `own`. */
export function offeredPeers(profile: Profile, end: FlowEnd, own: string): readonly PeerSpec[] {
  if (end.kind !== 'pod') return blockPeers(end.addresses);
  const { pod } = end;
  if (!pod.hostNetwork) return [podPeer(pod, own)];
  // Named as a pod, or by the address of its node, or both where it is not known which one counts.
  const seen = profile.assume['host-network-is-peer'];
  const byAddress = blockPeers(pod.addresses.map(justAddress).reduce(unionAddresses, NO_ADDRESSES));
  if (seen === true) return [podPeer(pod, own)];
  if (seen === false || byAddress.length === 0) return byAddress;
  return [podPeer(pod, own), ...byAddress];
}

function podPeer({ namespace, labels }: Pod, own: string): PeerSpec {
  const podSelector = matchLabels(tellingLabels(labels));
  if (namespace === own) return { podSelector };
  return {
    namespaceSelector: matchLabels(new Map([[NAMESPACE_NAME_LABEL, namespace]])),
    podSelector,
  };
}

/** The selector of exactly these labels. */
export function matchLabels(labels: Labels): LabelSelectorSpec {
  return { matchLabels: Object.fromEntries(labels) };
}
