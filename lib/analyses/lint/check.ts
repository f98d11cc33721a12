import type { JsonObject, ObjectPath, Origin, RelatedPlace, Severity } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { CheckInfo, Fix } from '../../results';

/** One object as somebody wrote it, before anything is filled in. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written; undefined where there is none. */
  readonly namespace: string | undefined;
  readonly body: JsonObject;
  /** Gives all of the object, where `body` leaves something out. @default - `body` is all of it */
  readonly whole?: { read(): JsonObject };
  readonly origin: Origin;
}

/** Everything that a check may look at. Views on it are worked out once, with `once` of the kernel. */
export interface Examined {
  readonly cluster: Cluster;
  readonly profile: Profile;
  /** Every object that was read, in the order of reading. */
  readonly objects: readonly WrittenObject[];
}

/** What a finding is about: a policy, a workload, or anything else with a kind, a name and an origin. */
export interface Subject {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly origin: Origin;
}

/** What a check reports; the rest of a finding is worked out from it. */
export interface Found {
  readonly about: Subject;
  /** The place in the object, the whole object where empty. */
  readonly path: ObjectPath;
  readonly message: string;
  /** @default - that of the check */
  readonly severity?: Severity;
  /** What comes of it here, one line each. @default - nothing more than the message says */
  readonly facts?: readonly string[];
  /** @default - that of the check */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  /**
   * What tells it from other findings of this check about this object, however its text moves.
   *
   * @default - what is written at `path`
   */
  readonly key?: string;
  readonly fix?: Fix;
}

/** One mistake, and everything about it: its page, its row in every rule table, and how it is found. */
export interface Check extends CheckInfo {
  /** Every place where it is made. A miss is a pity; a false alarm is a bug. */
  find(examined: Examined): Iterable<Found>;
}

/** A policy as what a finding is about. */
export function aboutPolicy(policy: Pick<Subject, 'namespace' | 'name' | 'origin'>): Subject {
  const { namespace, name, origin } = policy;
  return { kind: 'NetworkPolicy', namespace, name, origin };
}
