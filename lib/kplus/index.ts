/**
 * `cdk8s-netpol/kplus`: peers of cdk8s-plus in our rules, and ours in theirs.
 *
 * In: kernel words, constructs, cdk8s-plus. Out: adapters in both directions.
 * Never: a policy written by cdk8s-plus itself.
 *
 * ```ts
 * import { asKplusPeer, peerOf } from 'cdk8s-netpol/kplus';
 *
 * from(peerOf(kplus.Namespaces.all(chart, 'everywhere'))).on(tcp(80));
 * web.connections.allowTo(asKplusPeer(chart, 'prometheus', prometheus()));
 * ```
 */
export { type KplusPeerLike, peerOf } from '../constructs';
export { asKplusPeer, type KplusPeer } from './as-kplus-peer';
