import type { IpFamily } from '../kernel';
import type { Assume, AssumptionId } from './assumptions';
import { checkProfile } from './check-profile';
import type { DnsPlatformName } from './dns';
import { frozen } from './frozen';

/** The plugins whose behaviour is known. */
export type CniName =
  | 'calico'
  | 'cilium'
  | 'antrea'
  | 'ovn-kubernetes'
  | 'aws-vpc-cni'
  | 'kube-router'
  | 'kindnet'
  | 'flannel';

/** The clouds whose platform addresses are known. */
export type CloudName = 'aws' | 'gcp' | 'azure';

/** What is known about the target cluster. What is left out is not known, and never guessed. */
export interface Profile {
  readonly name: string;
  /** @default - not known */
  readonly cni?: CniName;
  /** Where pods send DNS, several where several answer. @default - not known: the common set is opened */
  readonly dns?: readonly DnsPlatformName[];
  /** @default - not known */
  readonly cloud?: CloudName;
  /** @default - both may be in use */
  readonly ipFamilies?: readonly IpFamily[];
  /** @default - RFC 1918, 100.64.0.0/10 and fc00::/7 */
  readonly podCidrs?: readonly string[];
  /** @default - not known */
  readonly nodeCidrs?: readonly string[];
  /** @default - not known */
  readonly serviceCidrs?: readonly string[];
  /** Blocks of the endpoints of the API server, which no selector matches. @default - not known */
  readonly apiServerCidrs?: readonly string[];
  /** Named address ranges of the organisation, for `zone('corp')`; never part of the internet. @default - none */
  readonly zones?: { readonly [name: string]: readonly string[] };
  /** The questions that this cluster settles. */
  readonly assume: Assume;
  /** Where each settled assumption is documented or was read. @default - the author says so */
  readonly sources?: { readonly [id in AssumptionId]?: string };
}

/** What an author knows better than a bundle does. `assume` is merged, every other field replaces. */
export type ProfileOverrides = Partial<Profile>;

/**
 * A profile with some facts replaced, for a cluster that differs from the bundle.
 *
 * @throws {InvalidInputError} for unknown fields, platforms and assumptions, and for what is no block
 */
export function withOverrides(base: Profile, overrides: ProfileOverrides = {}): Profile {
  checkProfile(overrides);
  const { assume = {}, sources = {}, ...fields } = overrides;
  const said = Object.keys(assume);
  const kept = Object.entries(base.sources ?? {}).filter(([id]) => !said.includes(id));
  return frozen({
    ...base,
    ...fields,
    assume: { ...base.assume, ...assume },
    sources: { ...Object.fromEntries(kept), ...sources },
  });
}
