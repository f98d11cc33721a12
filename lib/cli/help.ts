/** What `netpol --help` prints: three things to try first, on one screen. */
export const ROOT_HELP = `Kubernetes network policies: who reaches whom, and why.

  netpol check                                whether the app keeps its intents
  netpol matrix k8s/                          who reaches whom in these manifests
  netpol explain shop/web shop/db:5432 k8s/   why that is allowed or denied

Verbs:
  check [paths...]                            whether the intents hold
  reach [paths...]                            who reaches whom, on which ports
  matrix [paths...]                           the same as a truth table
  explain <from> [to[:port]] [paths...]       why a flow is allowed or denied
  evidence [paths...]                         every allowed flow, and why
  intents --suggest [paths...]                intents to start from

Every verb takes:
  -o, --output FORMAT     pretty, plain, json; others are in the help of a verb
  -n, --namespace NAME    one namespace only; not check, intents
  --profile, --cni, --dns, --cloud NAME       what is known about the cluster
  --assume KEY=VALUE      one open question settled
  -q, -v, --color, --no-color, -h, --version

Paths are files, folders, or - for stdin; without any, the app of cdk8s.yaml is run.
Exit codes: 0 answered, 1 an intent or --expect fails, 2 no answer.
More about a verb: netpol reach --help
`;
