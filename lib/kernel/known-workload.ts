import type { Protocol } from './protocol';
import type { CodeLine } from './source';

/** A port that pods have a name for. */
export interface KnownPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** A workload that an author declares, because the manifests of another repository deploy it. */
export interface KnownWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: { readonly [key: string]: string };
  readonly ports: readonly KnownPort[];
  /** The line that declares it. @default - not known */
  readonly typescript?: CodeLine;
}
