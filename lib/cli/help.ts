/** What `netpol --help` prints: three things to try first, on one screen. */
export const ROOT_HELP = `Kubernetes network policies: who reaches whom, and why.

  netpol check                                whether the app keeps its intents
  netpol matrix k8s/                          who reaches whom in these files
  netpol explain shop/web shop/db:5432 k8s/   why that is allowed or denied

Verbs:
  check [paths...]                            whether the intents hold
  lint [paths...]                             the mistakes in the policies
  checks [check]                              what lint looks for, and why
  reach [paths...]                            who reaches whom, on which ports
  matrix [paths...]                           the same as a truth table
  explain <from> [to[:port]] [paths...]       why a flow is allowed or denied
  diff <before> <after>                       what a change lets through
  exposure [paths...]                         what is open to the outside
  blast [workload] [paths...]                 what falls with a workload
  evidence [paths...]                         every allowed flow, and why
  intents --suggest [paths...]                intents to start from

Most verbs take -o FORMAT, --report FORMAT=FILE, --profile NAME, -n NAMESPACE,
-q, -v, --no-color; the help of a verb tells all of them: netpol reach --help

Paths are files, folders, - for stdin; without any, the app of cdk8s.yaml runs.
Exit codes: 0 answered, 1 no (check, lint, --expect, --fail-on), 2 no answer.
`;
