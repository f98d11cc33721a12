import type { ObjectPath } from '../object-path';
import { validateIpBlock } from './ip-block';
import type { CidrStrictness } from './kubernetes-version';
import { forbidden, type PolicyError, required } from './policy-error';
import { validateSelector } from './selector';
import type { UncheckedPeer } from './unchecked';

function combinationErrors(path: ObjectPath, peer: UncheckedPeer): PolicyError[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (ipBlock === undefined) return hasSelector ? [] : [required(path, 'must specify a peer')];
  return hasSelector ? [forbidden(path, 'may not specify both ipBlock and another peer')] : [];
}

/** What the API server says of one entry of `from` or `to` (`ValidateNetworkPolicyPeer`). */
export function validatePeer(
  path: ObjectPath,
  peer: UncheckedPeer,
  strictness: CidrStrictness,
): PolicyError[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  return [
    ...validateSelector([...path, 'podSelector'], podSelector),
    ...validateSelector([...path, 'namespaceSelector'], namespaceSelector),
    ...(ipBlock === undefined ? [] : validateIpBlock([...path, 'ipBlock'], ipBlock, strictness)),
    ...combinationErrors(path, peer),
  ];
}
