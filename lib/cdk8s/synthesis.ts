import type { App } from 'cdk8s';
import { lateObjections, withObjectionsHeard } from '../constructs';
import { type Diagnostic, formatDiagnostic } from '../kernel';
import { refusal } from './app-codes';
import { type Emission, emissionOf } from './emitted';
import type { Scope } from './examine';
import { Examiner } from './examiner';
import { errorsOf } from './judge';
import { inOnePass } from './one-pass';
import { writeSidecar } from './sidecar-file';

/** What an app emits, and everything that is wrong with it or worth a warning. */
export interface Inspection {
  readonly emission: Emission;
  readonly found: readonly Diagnostic[];
}

/** How an app gives its manifests to cdk8s, and where its sidecar goes. */
export interface Output {
  /** Writes the manifests as cdk8s does. */
  readonly write: () => void;
  readonly sidecarFile: () => string;
}

/** The steps in which one app is synthesized, so that several apps can take each step together. */
export class Synthesis {
  readonly #app: App;
  readonly #scope: Scope;
  readonly #output: Output;
  readonly #examiner: Examiner;
  /** Whether one synthesis, which was examined as a whole, is asking again for each chart. */
  #examined = false;

  constructor(app: App, scope: Scope, output: Output) {
    this.#app = app;
    this.#scope = scope;
    this.#output = output;
    this.#examiner = new Examiner(app, scope);
    // For Testing.synth and chart.toJson, which do not come through here.
    app.node.addValidation({ validate: () => this.#objections().map(formatDiagnostic) });
  }

  /** Reads what the app emits once, and what is wrong with it. */
  inspect(): Inspection {
    const emission = emissionOf(this.#app);
    return { emission, found: this.#examiner.examine(emission) };
  }

  /** What constructs of others object to: cdk8s asks them only while it writes. */
  objectionsOfOthers(): readonly Diagnostic[] {
    return this.#afterExamination(() =>
      this.#app.node.findAll().flatMap(({ node }) =>
        node.validate().map((text) =>
          refusal('cdk8s/invalid-construct', `\`${node.path}\`: ${text}`, {
            file: '(in memory)',
            construct: node.path,
          }),
        ),
      ),
    );
  }

  /** Writes the manifests of an app that was inspected, and the sidecar beside them. */
  write({ emission }: Inspection): void {
    this.render(emission, this.#output.write);
    writeSidecar(this.#app, emission, this.#scope, this.#output.sidecarFile());
  }

  /** Lets cdk8s write what was inspected: its own way, in one pass. */
  render<T>({ written }: Emission, run: () => T): T {
    return this.#afterExamination(() => inOnePass(this.#app, written, run));
  }

  /** Runs what makes cdk8s ask again whether the app is right, which is known by now. */
  #afterExamination<T>(run: () => T): T {
    this.#examined = true;
    try {
      return withObjectionsHeard(this.#app, run);
    } finally {
      this.#examined = false;
    }
  }

  /** What is wrong, as cdk8s asks for it. Constructs object themselves to what they see. */
  #objections(): readonly Diagnostic[] {
    if (this.#examined) return [];
    const said = new Set(lateObjections(this.#app).map(({ message }) => message));
    return errorsOf(this.#examiner.examine(emissionOf(this.#app))).filter(
      ({ message }) => !said.has(message),
    );
  }
}
