import { formatRequirement, holds, parseSelector, type Requirement } from '../../kernel/selector';
import { decline } from '../composite-refusals';
import type { Subject } from '../dsl';
import { podSelectorOf } from '../dsl/pods';
import { fieldOf } from '../dsl/shape';

/**
 * Checks that a Service can stand in front of some pods: a label that it asks for is not one that
 * they cannot have.
 *
 * @throws {InvalidInputError} naming what no pod can be at once
 */
export function checkBackends(select: Subject, service: object): void {
  const asked = labelsIn(fieldOf(service, 'selector'));
  const against = parseSelector(podSelectorOf(select)).requirements.find((requirement) =>
    contradicts(requirement, asked),
  );
  if (against === undefined) return;
  const label = `${against.key}=${asked.get(against.key)}`;
  decline({
    code: 'constructs/not-a-service',
    message: `\`behind\` of \`AllowClientRange\` is a Service for pods with \`${label}\`, and \`to\` asks for \`${formatRequirement(against)}\``,
    help: 'pass the Service in front of these pods',
  });
}

/** Only a label that the Service asks for can stand against a requirement: others are free. */
function contradicts(requirement: Requirement, asked: ReadonlyMap<string, string>): boolean {
  return asked.has(requirement.key) && !holds(requirement, asked);
}

function labelsIn(selector: unknown): ReadonlyMap<string, string> {
  if (typeof selector !== 'object' || selector === null) return new Map();
  return new Map(Object.entries(selector).filter((entry) => typeof entry[1] === 'string'));
}
