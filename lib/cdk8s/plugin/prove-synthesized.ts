import { readFileSync } from 'node:fs';
import type { Project } from '../../config';
import { joinIntents, type ParsedIntents, parseIntents } from '../../intents';
import { type Diagnostic, dayOf, failureCode, hasErrors, type Statement } from '../../kernel';
import type { Manifest } from '../../manifests';
import { buildCluster } from '../../model';
import type { IntentsResult } from '../../results';
import { asIfEnforced, withoutEffect } from '../enforcement';
import { proveCluster, worthTelling } from '../prove-cluster';
import { findFindings } from './find-findings';
import { profileFor } from './profile-for';
import type { Properties } from './properties';
import { readSynthesized } from './synthesized';

/** What was found, and what the summary of the report says. */
export interface Proven {
  readonly diagnostics: readonly Diagnostic[];
  readonly manifests: readonly Manifest[];
  readonly summary: { readonly [name: string]: string };
}

/**
 * Proves what synthesized manifests, their sidecar and intents files claim.
 *
 * @throws {InvalidInputError} for a sidecar or a property that cannot be used
 */
export function proveSynthesized(
  paths: readonly string[],
  properties: Properties,
  project: Project,
): Proven {
  const { manifests, texts, sidecar, diagnostics: reading } = readSynthesized(paths);
  const profile = profileFor(properties.profile, sidecar?.profile, project);
  const files = joinIntents(properties.intents.map(statedIn));
  const statements = [...(sidecar?.statements ?? []), ...files.statements];
  const { cluster, diagnostics: building } = buildCluster(manifests);
  const told = worthTelling([
    ...reading,
    ...files.diagnostics,
    ...building,
    ...nothing(manifests.length, cluster.policies.length, properties),
  ]);
  const found = { manifests, summary: { Profile: profile.name } };
  if (hasErrors(told)) return { ...found, diagnostics: told };
  const claims = asIfEnforced({
    profile,
    statements,
    accepted: sidecar?.accepted ?? [],
    workloads: sidecar?.workloads ?? [],
    today: dayOf(new Date()),
  });
  const proof = proveCluster(cluster, claims);
  const { result, diagnostics } = proof;
  const linted = { cluster: proof.cluster, manifests, texts, project, ...claims };
  const lint = properties.lint ? findFindings(linted) : undefined;
  const summary = {
    ...found.summary,
    Intents: countsOf(result),
    ...(lint !== undefined && { Findings: lint.summary }),
  };
  return {
    manifests,
    summary,
    diagnostics: [
      ...told,
      ...withoutEffect(cluster, profile),
      ...unstated(statements, properties),
      ...diagnostics,
      ...(lint?.diagnostics ?? []),
    ],
  };
}

function countsOf({ summary }: IntentsResult): string {
  const { holds, broken, undecided, acknowledged } = summary;
  const accepted = acknowledged === 0 ? '' : ` (${acknowledged} acknowledged)`;
  return `${holds} hold, ${broken} broken, ${undecided} undecided${accepted}`;
}

function statedIn(file: string): ParsedIntents {
  try {
    return parseIntents(readFileSync(file, 'utf8'), file);
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    const message = `intents file \`${file}\` cannot be read: ${reason}`;
    const help = 'correct `intents` in cdk8s.yaml';
    const problem = { code: 'cdk8s/no-intents-file', severity: 'error', message, help } as const;
    return { statements: [], diagnostics: [problem] };
  }
}

/** A synthesis that wrote nothing to prove must not pass for one that was proven. */
function nothing(
  objects: number,
  policies: number,
  { allowNoPolicies }: Properties,
): readonly Diagnostic[] {
  if (objects === 0) {
    const message = 'no manifests were synthesized, so nothing was validated';
    const help = 'let the app call app.synth(), and write files that end in .yaml';
    return [{ code: 'cdk8s/no-manifests', severity: 'error', message, help }];
  }
  if (policies > 0 || allowNoPolicies) return [];
  return [
    {
      code: 'cdk8s/no-policies',
      severity: 'error',
      message: 'there is no NetworkPolicy among the manifests',
      why: 'without one every flow is allowed',
      help: 'add policies, or set `allowNoPolicies: true` in the properties of the plugin',
    },
  ];
}

/** Nothing proven looks like everything proven. */
function unstated(
  statements: readonly Statement[],
  { allowNoIntents }: Properties,
): readonly Diagnostic[] {
  if (allowNoIntents || statements.some(({ intents }) => intents.length > 0)) return [];
  return [
    {
      code: 'cdk8s/no-intents',
      severity: 'error',
      message: 'nothing says what must hold, so there is nothing to prove',
      why: 'a report without a violation would look like a proof',
      help: 'state intents: in an app that is a PolicyApp or calls verify(app), or in files that `intents` lists; or set `allowNoIntents: true`',
    },
  ];
}
