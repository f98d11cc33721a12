import { CHECKS } from '../../analyses';
import { findConfiguration } from '../../config';
import {
  type Diagnostic,
  formatDiagnostic,
  hasErrors,
  InternalError,
  InvalidInputError,
  oneLine,
  UsageError,
} from '../../kernel';
import type { NetpolValidationContext } from './contract';
import { type NetpolValidationProperties, readProperties } from './properties';
import type { Proven } from './prove-synthesized';
import { proveTargets } from './prove-targets';
import { violationOf } from './violations';

/**
 * Validation plugin of cdk8s-cli: proves the intents of an app, and of intents files, over the
 * manifests that `cdk8s synth` wrote, and fails where they do not hold, where a check finds an error,
 * where the API server would refuse a manifest, and where there is no NetworkPolicy at all. What
 * `netpol.yaml` says of checks, findings and the cluster counts here as well.
 *
 * @example
 * # cdk8s.yaml
 * validations:
 *   - package: ./node_modules/cdk8s-netpol
 *     version: 0.1.0
 *     class: NetpolValidation
 *     properties: { profile: eks, intents: [intents.yaml] }
 */
export class NetpolValidation {
  readonly #properties: NetpolValidationProperties;

  /** `properties` are judged by `validate`, whose report shows what is wrong without a stack trace. */
  constructor(properties: NetpolValidationProperties = {}) {
    this.#properties = properties;
  }

  /** Validates the manifests of the context, and submits its report whatever happens. */
  async validate({ manifests, logger, report }: NetpolValidationContext): Promise<void> {
    const found = this.#examine(manifests);
    const failed = hasErrors(found.diagnostics);
    const warnings = found.diagnostics.filter(({ severity }) => severity === 'warning');
    try {
      for (const warning of warnings) logger.log(`${formatDiagnostic(warning)}\n`);
      for (const error of found.diagnostics.filter(({ severity }) => severity === 'error')) {
        report.addViolation(violationOf(error, found.manifests));
      }
    } finally {
      report.submit(failed ? 'failure' : 'success', {
        ...found.summary,
        Warnings: String(warnings.length),
      });
    }
  }

  #examine(paths: readonly string[]): Proven {
    try {
      const project = findConfiguration({ cwd: process.cwd(), checks: () => CHECKS });
      return proveTargets(paths, readProperties(this.#properties), project);
    } catch (failure) {
      return { diagnostics: diagnosticsOf(failure), manifests: [], summary: {} };
    }
  }
}

/** An exception as diagnostics: cdk8s-cli would print it with its stack, and no report at all. */
function diagnosticsOf(failure: unknown): readonly Diagnostic[] {
  if (failure instanceof InvalidInputError) return failure.diagnostics;
  if (failure instanceof UsageError) {
    const { message, help } = failure;
    const told = { message: oneLine(message), ...(help !== undefined && { help }) };
    return [{ code: 'cdk8s/bad-configuration', severity: 'error', ...told }];
  }
  const text = failure instanceof Error ? failure.message : String(failure);
  const { message } = failure instanceof InternalError ? failure : new InternalError(text);
  return [{ code: 'cdk8s/internal-error', severity: 'error', message: oneLine(message) }];
}
