import type { App } from 'cdk8s';
import { callerLine, profileOf, show, statementsOf, todayIn } from '../constructs';
import { InvalidInputError, type KnownWorkload } from '../kernel';
import { type Profile, portable } from '../platform';
import { refusal } from './app-codes';
import { acceptedIn } from './findings';
import type { Claims } from './prove-cluster';

/** What `inventory({ ... })` gives, as far as an app needs it. */
export interface InventoryLike {
  readonly workloads: readonly KnownWorkload[];
}

/** What an author declares about the surroundings of an app. */
export interface Declared {
  readonly profile: Profile | undefined;
  readonly workloads: readonly KnownWorkload[];
}

/** The workloads of several inventories. @throws {InvalidInputError} for what is no inventory */
export function workloadsOf(inventories: readonly InventoryLike[]): readonly KnownWorkload[] {
  const given: unknown = inventories;
  const wrong = Array.isArray(given) ? given.filter((each) => !isInventory(each)) : [given];
  if (wrong.length > 0) {
    const source = callerLine() ?? { file: '(in memory)' };
    throw new InvalidInputError(
      wrong.map((each) =>
        refusal('cdk8s/bad-inventory', `\`inventory\` got ${show(each)}, no inventory`, source),
      ),
    );
  }
  return inventories.flatMap(({ workloads }) => workloads);
}

function isInventory(each: unknown): boolean {
  return typeof each === 'function' && 'workloads' in each && Array.isArray(each.workloads);
}

/** Everything that an app claims, with what was declared about it. */
export function claimsOf(app: App, { profile, workloads }: Declared): Claims {
  return {
    profile: profile ?? profileOf(app) ?? portable,
    statements: statementsOf(app),
    accepted: acceptedIn(app),
    workloads,
    today: todayIn(app),
  };
}
