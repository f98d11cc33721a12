import { readFileSync } from 'node:fs';
import {
  type BaselineEntry,
  lint,
  parseBaseline,
  settleFindings,
  writtenAcceptances,
} from '../../analyses';
import { baselineOfProject, type FailLevel, type Project } from '../../config';
import {
  type AcceptedFinding,
  count,
  type Diagnostic,
  failureCode,
  UsageError,
} from '../../kernel';
import { commentsIn, type Manifest } from '../../manifests';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { Finding, UnusedAcceptance } from '../../results';

/** What is looked through, and what is said about it. */
export interface Linted {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly manifests: readonly Manifest[];
  readonly texts: ReadonlyMap<string, string>;
  readonly accepted: readonly AcceptedFinding[];
  readonly project: Project;
  readonly today: string;
}

/** What the checks find, as cdk8s-cli is told of it, and how much of it somebody accepts. */
export interface FoundFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: string;
}

/**
 * What the checks report about synthesized manifests, as `netpol lint` would: with what the app, its
 * manifests and `netpol.yaml` accept.
 *
 * @throws {UsageError} for a baseline that cannot be read
 */
export function findFindings(linted: Linted): FoundFindings {
  const { cluster, profile, manifests, texts, accepted, project, today } = linted;
  const { checks: levels, ignore: ignored, failOn = 'error' } = project.configuration;
  const said = writtenAcceptances({
    objects: manifests,
    comments: commentsIn(texts),
    accepted,
    ignored,
  });
  const { findings, unused, summary } = settleFindings(
    lint({ cluster, profile, objects: manifests }, { levels }),
    { acceptances: said.acceptances, baseline: baselineIn(project), today },
  );
  const open = findings.filter(({ standing }) => standing === 'open');
  const { errors, warnings, infos, acknowledged, baselined } = summary;
  return {
    diagnostics: [
      ...said.diagnostics,
      ...unused.flatMap(unusedDiagnostic),
      ...open.map((each) => diagnosticOf(each, failOn)),
    ],
    summary: `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(infos, 'info', 'info')}, ${acknowledged} acknowledged, ${baselined} baselined`,
  };
}

/** What cdk8s-cli calls a rule is our check: `NP104 wide-open-egress`. */
function diagnosticOf(finding: Finding, failOn: FailLevel): Diagnostic {
  const { check, name, message, source, facts, help, related, accepted } = finding;
  const expired =
    accepted?.until === undefined
      ? []
      : [`it was acknowledged until ${accepted.until}: ${accepted.reason}`];
  const why = [...facts, ...expired].join('; ');
  return {
    code: `${check} ${name}`,
    severity: severityFrom(finding, failOn),
    message,
    source,
    ...(why !== '' && { why }),
    help,
    related,
  };
}

/** What the app says in vain. A project may say more than one app needs. */
function unusedDiagnostic({ check, by, message, source }: UnusedAcceptance): readonly Diagnostic[] {
  if (by === 'configuration' || by === 'baseline') return [];
  return [
    {
      code: 'lint/unused-acknowledgement',
      severity: 'warning',
      message: `${check} is acknowledged in vain: ${message}`,
      ...(source !== undefined && { source }),
      help: 'remove the acknowledgement',
    },
  ];
}

/** cdk8s-cli knows violations and nothing else: what is a reason to fail is an error. */
function severityFrom({ severity }: Finding, failOn: FailLevel): Finding['severity'] {
  if (failOn === 'never') return severity === 'error' ? 'warning' : severity;
  const counted = (['error', 'warning', 'info'] as const).slice(
    0,
    ['error', 'warning', 'info'].indexOf(failOn) + 1,
  );
  return counted.includes(severity) ? 'error' : severity;
}

function baselineIn(project: Project): readonly BaselineEntry[] {
  const place = baselineOfProject(project, process.cwd());
  if (place === undefined) return [];
  const entries = parseBaseline(textOf(place), place.called);
  if (typeof entries !== 'string') return entries;
  throw new UsageError(entries, 'write it again with netpol lint --write-baseline');
}

function textOf({ path, called }: { readonly path: string; readonly called: string }): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    throw new UsageError(`cannot read the baseline \`${called}\`: ${reason}`);
  }
}
