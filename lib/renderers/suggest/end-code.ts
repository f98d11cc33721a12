import {
  type IntentEndpoint,
  type NamespaceScope,
  type PortSpec,
  type Requirement,
  type Selector,
  selectsEverything,
} from '../../kernel';
import { type Code, call, method, object, oneOrList, plain, text } from './code';

/** Ends of an intent in the DSL. */
export function endsCode(ends: readonly IntentEndpoint[]): Code {
  return oneOrList(ends.map(endCode));
}

/** One end of an intent in the DSL. */
export function endCode(end: IntentEndpoint): Code {
  switch (end.kind) {
    case 'pods':
      return podsCode(end.pods, placeCode(end.namespaces));
    case 'workload': {
      const name = [end.namespace, end.workloadKind, end.name].filter(Boolean).join('/');
      return call('workload', text(name));
    }
    case 'service':
      return call('service', text(`${end.namespace}/${end.name}`));
    case 'any-pod':
      return call('anyPod');
    case 'addresses':
      return addressesCode(end.cidrs, end.except);
    case 'internet':
      return call('internet');
    case 'cloud-metadata':
      return call('cloudMetadata');
    case 'anywhere':
      return call('anywhere');
  }
}

function podsCode(pods: Selector, place: Code): Code {
  if (selectsEverything(pods)) return place;
  return method(call('pods', labelsCode(pods)), 'in', place);
}

function placeCode(scope: NamespaceScope): Code {
  if (scope.kind === 'named') return call('namespace', text(scope.name));
  if (selectsEverything(scope.selector)) return call('allNamespaces');
  return call('namespaces', labelsCode(scope.selector));
}

function addressesCode(cidrs: readonly string[], except: readonly string[]): Code {
  const excepted: readonly (readonly [string, Code])[] =
    except.length === 0
      ? []
      : [['except', { text: `[${except.map((each) => text(each).text).join(', ')}]`, uses: [] }]];
  const options = excepted.length === 0 ? [] : [object(excepted)];
  const [only, ...more] = cidrs;
  if (only !== undefined && more.length === 0) return call('ipBlock', text(only), ...options);
  return call('anyIp', ...options);
}

function labelsCode({ requirements }: Selector): Code {
  return object(requirements.map((each) => [each.key, conditionCode(each)]));
}

/** A key that cdk8s cannot render beside a plain value. */
const UNRENDERABLE = 'constructor';

function conditionCode({ key, operator, values }: Requirement): Code {
  const [only, ...more] = values;
  switch (operator) {
    case 'In':
      return only !== undefined && only !== '' && more.length === 0 && key !== UNRENDERABLE
        ? text(only)
        : call('oneOf', ...values.map(text));
    case 'NotIn':
      return call('noneOf', ...values.map(text));
    case 'Exists':
      return call('present');
    case 'DoesNotExist':
      return call('absent');
  }
}

/** Whether the DSL has words for an end: it takes one condition for each label. */
export function isSayable(end: IntentEndpoint): boolean {
  if (end.kind !== 'pods') return true;
  const scope = end.namespaces.kind === 'selected' ? [end.namespaces.selector] : [];
  return [end.pods, ...scope].every(
    ({ requirements }) => new Set(requirements.map(({ key }) => key)).size === requirements.length,
  );
}

/** Ports in the DSL. */
export function portsCode(ports: readonly PortSpec[] | undefined): readonly Code[] {
  return ports === undefined ? [call('allPorts')] : ports.map(portCode);
}

function portCode({ protocol = 'TCP', port, endPort }: PortSpec): Code {
  const name = protocol.toLowerCase();
  if (port === undefined) return call(`${name}.all`);
  if (endPort !== undefined) return call(`${name}.range`, plain(port), plain(endPort));
  return call(name, typeof port === 'string' ? text(port) : plain(port));
}
