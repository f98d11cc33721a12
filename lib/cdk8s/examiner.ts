import { createHash } from 'node:crypto';
import type { App } from 'cdk8s';
import { lateObjections } from '../constructs';
import type { Diagnostic } from '../kernel';
import { claimsOf } from './declared';
import type { Emission } from './emitted';
import { examine, type Scope } from './examine';

/**
 * Examines one app once for each state of its tree. cdk8s validates the whole tree again for every
 * chart, and `Testing.synth` for every call, while the tree may have grown in between: so what was
 * found holds as long as everything that it was found from is the same.
 */
export class Examiner {
  readonly #app: App;
  readonly #scope: Scope;
  #last: { readonly state: string; readonly found: readonly Diagnostic[] } | undefined;

  constructor(app: App, scope: Scope) {
    this.#app = app;
    this.#scope = scope;
  }

  /** Everything that is wrong with the app as it emits now, or worth a warning. */
  examine(emission: Emission): readonly Diagnostic[] {
    const state = this.#stateOf(emission);
    if (this.#last?.state !== state) {
      this.#last = { state, found: examine(this.#app, emission, this.#scope) };
    }
    return this.#last.found;
  }

  #stateOf({ objects, unreadable }: Emission): string {
    const hash = createHash('sha256');
    const add = (value: unknown) => hash.update(`${JSON.stringify(value)}\n`);
    for (const { object, body, provenance } of objects) {
      add([object.node.path, body, provenance.rules.map(({ reason }) => reason)]);
    }
    for (const { object, problem } of unreadable) add([object.node.path, problem.message]);
    const { statements, accepted, today } = claimsOf(this.#app, this.#scope);
    add([statements, accepted, today]);
    add(lateObjections(this.#app).map(({ message }) => message));
    return hash.digest('hex');
  }
}
