import { EVERY_PORT, type FlowBoxes, flowBoxes } from '../../engine';
import { type Direction, type Intent, type StatedFlow, toPortRanges } from '../../kernel';
import type { IntentNote } from '../../results';
import type { Demand } from './demand';
import { findForbidden } from './find-forbidden';
import type { Finding } from './finding';
import type { Forbidden } from './forbidden-flows';
import { findMissing } from './required';
import { boxesOf, type ResolvedEnd, type ResolvedFlow } from './resolved';
import { findWithoutNames } from './resolving-names';
import { findPaths } from './transitive';
import type { World } from './world';

/** A flow that is not as it should be, and what the intent demands of it. */
export interface Broken {
  readonly finding: Finding;
  readonly demand: Demand;
}

/** Everything that stands against an intent. */
export interface Proof {
  readonly broken: readonly Broken[];
  readonly notes: readonly IntentNote[];
}

/** Looks for everything that stands against one intent. */
export function prove(world: World, intent: Intent): Proof {
  const { resolver } = world;
  const flows = (stated: readonly StatedFlow[]) => stated.flatMap(resolver.flows);
  switch (intent.kind) {
    case 'reaches':
      return required(world, flows(intent.flows));
    case 'never-reaches':
      return together(
        intent.flows.flatMap(resolver.forbidden).map((flow) => never(world, intent, flow)),
      );
    case 'never-reaches-transitively':
      return together(
        intent.flows.flatMap(resolver.forbidden).flatMap((flow) => {
          const { found, notes } = findPaths(world, flow);
          const gate = towards(flow);
          const ways = proof(found, notes, { flows: 'must-not-pass', gate });
          return [never(world, intent, flow), ways];
        }),
      );
    case 'reached-only-by': {
      const named = flows(intent.flows);
      const sealed = intent.to.map(resolver.end);
      const except = mayPass(world, intent, named);
      return together([required(world, named), seal(world, 'ingress', sealed, except, intent)]);
    }
    case 'reaches-only': {
      const named = flows(intent.flows);
      const sealed = intent.from.map(resolver.end);
      const except = mayPass(world, intent, named);
      return together([required(world, named), seal(world, 'egress', sealed, except, intent)]);
    }
    case 'closed': {
      const sealed = intent.pods.map(resolver.end);
      return together(
        intent.directions.map((direction) => seal(world, direction, sealed, world.meant, intent)),
      );
    }
    case 'resolves-names':
      return together(
        intent.from.map(resolver.end).map((end) => {
          const { found, notes } = findWithoutNames(world, end);
          return proof(found, notes, { flows: 'must-pass', gate: 'egress' });
        }),
      );
  }
}

/** Ends may overlap: a flow that several pairs of them show is one. */
function together(proofs: readonly Proof[]): Proof {
  const broken = proofs.flatMap((each) => each.broken);
  return {
    broken: [...new Map(broken.map((each) => [flowKey(each), each])).values()],
    notes: proofs.flatMap(({ notes }) => notes),
  };
}

function flowKey({ finding: { from, to, ports, verdict }, demand }: Broken): string {
  return JSON.stringify([from.named, to.named, toPortRanges(ports), verdict, demand]);
}

function proof(found: readonly Finding[], notes: readonly IntentNote[], demand: Demand): Proof {
  return { broken: found.map((finding) => ({ finding, demand })), notes };
}

function required(world: World, flows: readonly ResolvedFlow[]): Proof {
  const missing = flows.map((flow) => findMissing(world, flow));
  return proof(
    missing.flatMap(({ found }) => found),
    missing.flatMap(({ notes }) => notes),
    { flows: 'must-pass', gate: 'egress' },
  );
}

function never(world: World, intent: Intent, flow: ResolvedFlow): Proof {
  const { from, to, ports } = flow;
  const except = mayPass(world, intent, []);
  const gate = towards(flow);
  return forbid(world, { from: [from], to: [to], ports, except }, { gate, flows: wish(intent) });
}

/** Out of the cluster only the way out can be closed, and into it only the way in. */
function towards({ to }: ResolvedFlow): Direction {
  return to.addresses === undefined ? 'ingress' : 'egress';
}

/** A hard intent lets nothing through but what it names; any other also what somebody means. */
function mayPass({ meant }: World, { hard }: Intent, named: readonly ResolvedFlow[]): FlowBoxes {
  const boxes = named.flatMap(boxesOf);
  return flowBoxes(hard ? boxes : [...boxes, ...meant.all]);
}

/** Nothing passes for these ends in a direction but what may. */
function seal(
  world: World,
  direction: Direction,
  sealed: readonly ResolvedEnd[],
  except: FlowBoxes,
  intent: Intent,
): Proof {
  const anyone = [world.resolver.end({ kind: 'anywhere' })];
  const [from, to] = direction === 'ingress' ? [anyone, sealed] : [sealed, anyone];
  const demand = { gate: direction, flows: wish(intent) };
  return forbid(world, { from, to, ports: EVERY_PORT, except }, demand);
}

/** Only a hard intent is not moved by what others state. */
function wish({ hard }: Intent): Demand['flows'] {
  return hard ? 'must-not-pass' : 'must-be-meant';
}

function forbid(world: World, forbidden: Forbidden, demand: Demand): Proof {
  const { found, overBudget } = findForbidden(world, forbidden);
  const ends = [...forbidden.from, ...forbidden.to];
  const notes = ends.flatMap((end) => end.notes);
  const given: readonly IntentNote[] =
    overBudget === true ? [...notes, { kind: 'over-budget', steps: world.budget }] : notes;
  return proof(found, given, demand);
}
