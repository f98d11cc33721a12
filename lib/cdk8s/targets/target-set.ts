import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { type NoGroups, show, type TargetGroups } from '../../constructs';
import { didYouMean, InternalError } from '../../kernel';
import { targetSidecarsOf } from '../../sidecar';
import { judge } from '../judge';
import { type ProvenAppProps, synthesisOf } from '../proven-app';
import { byTarget, forEveryTarget } from './by-target';
import { refuseTargets } from './check-targets';
import { differencesBetween } from './differences';
import { refuseLeftBehind } from './left-behind';
import { refuseOutside } from './outside-targets';
import { Target } from './target';
import type { TargetDifferences } from './target-differences';

/** What differs between targets beside what their definition asks them. */
export type TargetProps = Pick<ProvenAppProps, 'profile' | 'inventory'>;

/** What an app with targets declares. */
export interface TargetSetProps<Name extends string, Groups> {
  readonly targets: Readonly<Record<Name, TargetProps>>;
  readonly groups: Groups | undefined;
  /** What holds for every target that does not say otherwise. */
  readonly common: ProvenAppProps;
}

/** The targets of one app, which are synthesized together or not at all. */
export class TargetSet<Name extends string, Groups extends TargetGroups<Name> = NoGroups> {
  readonly #app: App;
  readonly #targets: readonly Target<Name, Groups>[];
  #hasContext = false;

  constructor(app: App, { targets, groups, common }: TargetSetProps<Name, Groups>) {
    this.#app = app;
    const entries = entriesOf(targets);
    const names = entries.map(([name]) => name);
    const { outdir } = app;
    this.#targets = entries.map(([name, own]) => {
      const inventory = [...(common.inventory ?? []), ...(own.inventory ?? [])];
      const props = { ...common, ...own, inventory, outdir: join(outdir, name) };
      return new Target({ name, names, groups, outdir }, props);
    });
  }

  get names(): readonly Name[] {
    return this.#targets.map(({ name }) => name);
  }

  /** The target of that name. @throws {InvalidInputError} where there is none */
  target(name: Name): Target<Name, Groups> {
    const found = this.#targets.find((target) => target.name === name);
    if (found !== undefined) return found;
    const near = typeof name === 'string' ? didYouMean(name, this.names) : '';
    refuseTargets([`no target is called ${show(name)}.${near}`]);
    throw new InternalError('a target that is not there was not refused');
  }

  /** Runs a definition for every target. @throws {InvalidInputError} with the refusals of all of them */
  define(definition: (target: Target<Name, Groups>) => unknown): void {
    this.#handContextDown();
    forEveryTarget(this.#targets, (target) => {
      const given = definition(target);
      if (isPromise(given)) {
        refuseTargets(['`define` got an async function: what it creates later is in no manifest']);
      }
    });
  }

  /** Proves every target, and then writes every target. @throws {InvalidInputError} with the problems of all of them */
  synth(): void {
    refuseOutside(this.#app, this.#targets);
    const inspected = this.#targets.map((target) => {
      const synthesis = synthesisOf(target);
      if (synthesis === undefined) throw new InternalError(`${target.name} has no synthesis`);
      return { target: target.name, synthesis, inspection: synthesis.inspect() };
    });
    judge(
      byTarget(inspected.map(({ target, inspection }) => ({ target, found: inspection.found }))),
    );
    judge(
      byTarget(
        inspected.map(({ target, synthesis }) => ({
          target,
          found: synthesis.objectionsOfOthers(),
        })),
      ),
    );
    refuseLeftBehind(this.#app, this.names);
    // A target that is gone must leave no sidecar behind.
    rmSync(targetSidecarsOf(this.#app.outdir), { recursive: true, force: true });
    for (const { synthesis, inspection } of inspected) synthesis.write(inspection);
  }

  differences(): TargetDifferences {
    return differencesBetween(this.#targets);
  }

  /** Context of the app that a target does not set itself; its targets have no parent to ask. */
  #handContextDown(): void {
    if (this.#hasContext) return;
    this.#hasContext = true;
    const context: unknown = this.#app.node.getAllContext();
    if (typeof context !== 'object' || context === null) return;
    for (const { node } of this.#targets.filter((each) => each.node.children.length === 0)) {
      for (const [key, value] of Object.entries(context)) {
        if (node.tryGetContext(key) === undefined) node.setContext(key, value);
      }
    }
  }
}

function isPromise(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'then' in given;
}

/** As `Object.entries`, which forgets which keys there are. */
function entriesOf<Name extends string, T>(
  found: Readonly<Record<Name, T>>,
): readonly (readonly [Name, T])[] {
  const names: string[] = Object.keys(found);
  const isName = (name: string): name is Name => Object.hasOwn(found, name);
  return names.filter(isName).map((name) => [name, found[name]] as const);
}
