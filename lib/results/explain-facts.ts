import type { VerdictWord } from '../kernel';

/** Something the profile says, without which the answer would be undecided. */
export interface DecidingFact {
  /** The name of an assumption, or of another field of the profile. */
  readonly id: string;
  readonly value: string;
  /** Where it is documented or was read; absent where only the author of the profile says so. */
  readonly source?: string;
}

/** What would settle an undecided verdict. */
export interface OpenQuestion {
  readonly id: string;
  readonly question: string;
  /** What each answer would make of the verdict; absent for a fact that no `--assume` gives. */
  readonly outcomes?: readonly { readonly value: string; readonly verdict: VerdictWord }[];
}

/** One place that answers DNS, and whether the client reaches it. */
export interface NameServer {
  /** `kube-system/k8s-app=kube-dns`, or an address. */
  readonly server: string;
  readonly platform: string;
  readonly port: number;
  readonly udp: VerdictWord;
  readonly tcp: VerdictWord;
}

/** Whether the client finds what it calls by name. */
export interface NameResolution {
  /** `denied`: nothing that answers DNS can be reached. */
  readonly verdict: VerdictWord;
  /** Where it fails: at the client, or at the pods that answer. */
  readonly closed?: 'egress' | 'ingress';
  readonly servers: readonly NameServer[];
}
