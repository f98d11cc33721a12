/** The clusters that are measured. Seeded: the same bytes on every machine. */
import { adversarial } from './adversarial';
import { acrossNamespaces, groups, podEach, sameSelector } from './antrea';
import { fatTeams } from './fat-pods';
import { kubeBurner } from './kube-burner';
import { MEDIUM, MINIMAL, netpolScale } from './netpol-scale';
import { oneNamespace } from './one-namespace';
import { realShape } from './real-shape';
import { type Scenario, type Shape, scenarioOf } from './scenario';
import type { Size } from './size';
import { pinnedTeams, teams } from './teams';

export type { Scenario } from './scenario';
export type { Size } from './size';

/** `namespaces / pods / policies`, as people name the size of a cluster. */
function size(namespaces: number, pods: number, policies: number): Size {
  return { namespaces, pods, policies };
}

type Named = Omit<Shape, 'layout' | 'small'> & Partial<Pick<Shape, 'layout' | 'small'>>;

function shape(named: Named): Shape {
  return { layout: 'lines', small: size(4, 16, 14), ...named };
}

function teamsOf(name: string, full: Size, small = size(2, 18, 14)): Shape {
  return shape({ name, says: 'clusters as teams run them', of: teams, full, small });
}

function antrea(name: string, full: Size, of: Shape['of'], small = size(3, 15, 12)): Shape {
  return shape({ name: `antrea-${name}`, says: 'as Antrea measures', of, full, small });
}

const ONE = size(1, 14, 14);

export const SHAPES: readonly Shape[] = [
  teamsOf('s', size(50, 1_000, 100)),
  teamsOf('m', size(500, 10_000, 1_000)),
  teamsOf('l', size(5_000, 100_000, 10_000), size(12, 24, 18)),
  shape({
    name: 'lu',
    says: 'l, and policies that name single pods',
    of: pinnedTeams,
    full: size(5_000, 100_000, 14_000),
    small: size(1, 18, 14),
  }),
  shape({
    name: 'one',
    says: 'one namespace, a label and a policy for every pod',
    of: oneNamespace,
    full: size(1, 10_000, 10_000),
    small: ONE,
  }),
  shape({
    name: 'real',
    says: 'a real cluster, by its published statistics',
    of: realShape,
    full: size(604, 5_413, 13_678),
    small: size(2, 16, 30),
  }),
  shape({
    name: 'kb',
    says: 'as kube-burner loads a cluster',
    of: kubeBurner,
    full: size(100, 10_000, 10_000),
  }),
  shape({
    name: 'adv',
    says: 'no two pods alike, every namespace with broad rules',
    of: adversarial,
    full: size(20, 20_000, 21_000),
    small: size(4, 12, 24),
  }),
  shape({
    name: 'fat',
    says: 'm, pods as kubectl prints them',
    layout: 'indented',
    of: fatTeams,
    full: size(500, 10_000, 1_000),
    small: size(2, 12, 10),
  }),
  shape({
    name: 'fat-l',
    says: 'l, pods as kubectl prints them',
    layout: 'indented',
    of: fatTeams,
    full: size(5_000, 100_000, 10_000),
    small: size(2, 15, 12),
  }),
  teamsOf('25k', size(1_250, 25_000, 2_500), size(3, 9, 8)),
  teamsOf('50k', size(2_500, 50_000, 5_000), size(3, 12, 10)),
  teamsOf('200k', size(10_000, 200_000, 20_000), size(3, 24, 20)),
  shape({
    name: 'scale-minimal',
    says: 'in the manner of k8s-netpol-scale, smallest policies',
    of: netpolScale(MINIMAL),
    full: size(100, 10_000, 10_000),
  }),
  shape({
    name: 'scale-medium',
    says: 'in the manner of k8s-netpol-scale, policies with a few of everything',
    of: netpolScale(MEDIUM),
    full: size(100, 10_000, 10_000),
  }),
  antrea('small-namespaces', size(25_000, 100_000, 75_000), groups),
  antrea('large-namespaces', size(100, 100_000, 10_100), groups),
  antrea('same-selector', size(1, 10_000, 10_000), sameSelector, ONE),
  antrea('pod-each', size(1, 10_000, 10_000), podEach, ONE),
  antrea('across', size(1_000, 100_000, 10_000), acrossNamespaces),
];

export function scenarios(which: 'full' | 'small'): readonly Scenario[] {
  return SHAPES.map((each) => scenarioOf(each, which));
}
