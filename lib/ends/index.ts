/**
 * ends: the words by which a person names one end of a flow.
 *
 * In: a cluster and a word such as `shop/db`, `svc/shop/db:5432`, `10.0.0.0/8` or `internet`. Out:
 * the pods, the addresses or the Service that it means, or a refusal with what was probably meant.
 * Never: a verdict, the disk.
 */

export { checkNamespace } from './check-namespace';
export { type Directory, directoryOf } from './directory';
export { findEnds, podAt, type Say } from './find-ends';
export { findPods } from './find-pods';
export { ANY_IP_NAME, namedAddresses } from './named-addresses';
export { namedPorts } from './named-ports';
export { regionNamed } from './regions';
export { namedService, refuseIfService } from './service';
export { splitPort } from './split-port';
