import { estate } from "../environments";
import { synthesizeEstate } from "../main";
import { gatewayServices, securityGroupRows } from "../modules/aws/network/security-group-rows";
import { networkAclRows, type AclShape } from "../modules/aws/network/network-acl-rows";
import { addressPlan, formatCidr, parseCidr } from "../modules/core/addressing";
import { endpointsZone, flowAllowed, flowKey, peers, type Flow, type Peer } from "../modules/core/flows";
import { networkRanges } from "../modules/google/network/firewall-ranges";
import { firewallRules } from "../modules/google/network/firewall-rules";
import type { NetworkPolicies } from "../modules/kubernetes/namespaces/network-policies";
import { estateFlows } from "../regions/flows";
import { servicesWithPods, siteWorkloads } from "../regions/kubernetes/connections";
import { bothAclsLet, groupsLet, placesOf } from "./modules/aws/network/packet-fixture";
import { connections } from "./modules/google/network/packet-fixture";
import { policiesLet, type Endpoint } from "./modules/kubernetes/namespaces/policy-fixture";
import { boundaryPorts } from "./support/flows";

/** The one matrix, out of which every renderer is asked the same. */
const matrix = estateFlows(estate);
const services = servicesWithPods(estate.services);
const protocols = ["tcp", "udp"] as const;
const ports = boundaryPorts(matrix);

// --- The renderers ---------------------------------------------------------------------------------------------------

const shape: AclShape = { hasPods: true, hasNat: true, hasGatewayEndpoints: true };
const groups = securityGroupRows(matrix, gatewayServices);
const acls = networkAclRows(matrix, shape);

const blockOf = (site: string): number =>
  Object.entries(estate.environments.find(({ name }) => name === "production")?.jurisdictions.eu?.sites ?? {}).find(
    ([key]) => key === site,
  )?.[1].addressBlock ?? -1;
const googlePlan = addressPlan(blockOf("google-europe-west4"));
const googleRanges = networkRanges({
  cidr: googlePlan.network,
  podCidr: googlePlan.pods,
  proxyOnlyCidr: googlePlan.proxyOnly,
  privateServiceCidr: googlePlan.privateService,
});
const firewall = firewallRules(matrix, googleRanges);

/** What the platform stack of a site gives the cluster: read from its Terraform JSON, not from the renderer. */
const namespacesOf = (site: string): Readonly<Record<string, { readonly networkPolicies: NetworkPolicies[string] }>> => {
  const name = `production-eu-${site}-platform`;
  const json = JSON.parse(synthesizeEstate({ globs: [name] }).texts.get(name) ?? "{}") as {
    readonly resource: { readonly helm_release: Readonly<Record<string, { readonly values: readonly [string] }>> };
  };
  const values = JSON.parse(json.resource.helm_release["namespaces"]?.values[0] ?? "{}") as {
    readonly namespaces: Readonly<Record<string, { readonly networkPolicies: NetworkPolicies[string] }>>;
  };
  return values.namespaces;
};
const policiesOf = (site: string): NetworkPolicies =>
  Object.fromEntries(Object.entries(namespacesOf(site)).map(([namespace, { networkPolicies }]) => [namespace, networkPolicies]));

/** Who may meet because one may call every address and the other may be called from every address: a group can't except any. */
const openEndsMeet = (from: Peer, to: Peer, protocol: Flow["protocol"], port: number): boolean =>
  flowAllowed(matrix, from, "internet", protocol, port) && flowAllowed(matrix, "internet", to, protocol, port);

/** Whether AWS lets any, and whether it lets all, of the addresses of two peers begin a connection. */
const awsLets = (from: Peer, to: Peer, protocol: Flow["protocol"], port: number): { readonly any: boolean; readonly all: boolean } => {
  const answers = placesOf(from, shape).flatMap((here) =>
    placesOf(to, shape).map((there) => groupsLet(groups, from, to, protocol, port) && bothAclsLet(acls, here, there, protocol, port)),
  );
  return { any: answers.includes(true), all: !answers.includes(false) };
};

const googleLets = (from: Peer, to: Peer, protocol: Flow["protocol"], port: number): { readonly any: boolean; readonly all: boolean } => {
  const answers = connections(firewall, googleRanges, from, to, protocol, port);
  return { any: answers.includes(true), all: !answers.includes(false) };
};

type Question = readonly [from: Peer, to: Peer, protocol: Flow["protocol"], port: number];

const questions: readonly Question[] = peers.flatMap((from) =>
  peers
    .filter((to) => (from !== "internet" || to !== "internet") && from !== "endpoints")
    .flatMap((to) => protocols.flatMap((protocol) => ports.map((port): Question => [from, to, protocol, port]))),
);

const told = ([from, to, protocol, port]: Question): string => `${from} to ${to} ${protocol} ${String(port)}`;

// --- Zones -----------------------------------------------------------------------------------------------------------

describe(`one matrix of ${String(matrix.length)} flows, ${String(questions.length)} questions`, () => {
  test("security groups and network ACLs of AWS let through what the matrix allows, and nothing else", () => {
    const wrong = questions.filter((question) => {
      const [from, to, protocol, port] = question;
      const allowed = flowAllowed(matrix, ...question);
      // Above 1023 an ACL can't tell a call from an answer, and the endpoints share the range of a zone.
      const blind = port > 1023 || [from, to].some((peer) => peer === "endpoints" || peer === endpointsZone);
      const { any, all } = awsLets(from, to, protocol, port);
      return allowed ? !all : any && !(blind && openEndsMeet(from, to, protocol, port));
    });
    expect(wrong.map(told)).toEqual([]);
  });

  test("the firewall policy of Google lets through what the matrix allows, and nothing else", () => {
    const wrong = questions.filter((question) => {
      const [from, to, protocol, port] = question;
      const allowed = flowAllowed(matrix, ...question);
      const { any, all } = googleLets(from, to, protocol, port);
      return allowed ? !all : any;
    });
    expect(wrong.map(told)).toEqual([]);
  });

  test("both clouds answer every question alike", () => {
    const wrong = questions.filter(([from, to, protocol, port]) => {
      if (openEndsMeet(from, to, protocol, port)) return false;
      return awsLets(from, to, protocol, port).any !== googleLets(from, to, protocol, port).any;
    });
    expect(wrong.map(told)).toEqual([]);
  });

  test("neither cloud lets the vault zone reach the internet, or be reached from it", () => {
    const outside = questions.filter(([from, to]) => [from, to].includes("vault") && [from, to].includes("internet"));
    expect(outside.length).toBeGreaterThan(100);
    expect(
      outside
        .filter(([from, to, protocol, port]) => awsLets(from, to, protocol, port).any || googleLets(from, to, protocol, port).any)
        .map(told),
    ).toEqual([]);
  });
});

// --- Pods ------------------------------------------------------------------------------------------------------------

/** Flows of the mesh zone that nodes carry, and no pod that a policy of ours closes; each with who does. */
const carriedByNodes: Readonly<Record<string, string>> = {
  "mesh-to-mesh-tcp-10250": "the control plane and metrics-server call the kubelet",
  "mesh-to-mesh-tcp-8132": "GKE's own agents, in a namespace that no policy of ours closes, open the tunnel to the control plane",
};

const sites = ["aws-eu-central-1", "google-europe-west4"] as const;

const addressIn = (range: string): string => {
  const { base = 0, prefix = 32 } = parseCidr(range) ?? {};
  return formatCidr({ base: prefix === 32 ? base : base + 9, prefix: 32 }).replace("/32", "");
};

const workloads = siteWorkloads(estate.services);
/** Every pod that has a policy, and those of the cluster's own that others call. */
const pods: readonly Endpoint[] = Object.values(workloads).map(({ namespace, labels }) => ({ pod: { namespace, labels } }));
const closed = pods.filter((pod) => "pod" in pod && pod.pod.namespace !== "kube-system");

const endsOf = (site: (typeof sites)[number], peer: Peer): readonly Endpoint[] => {
  const { zones, privateService } = addressPlan(blockOf(site));
  const isGoogle = site.startsWith("google");
  switch (peer) {
    case "internet":
      return [{ address: "203.0.113.7" }];
    case "mesh":
      return [...pods, { address: addressIn(zones.mesh) }];
    case "endpoints":
      return [{ address: isGoogle ? "199.36.153.5" : addressIn(zones[endpointsZone]) }];
    case "data":
      return isGoogle ? [{ address: addressIn(privateService) }] : [{ address: addressIn(zones.data) }];
    default:
      return [{ address: addressIn(zones[peer]) }];
  }
};

/** Whether policies let any closed pod take part in this connection. */
const podsLet = (policies: NetworkPolicies, site: (typeof sites)[number], [from, to, protocol, port]: Question): boolean => {
  const callers = from === "mesh" ? endsOf(site, "mesh") : endsOf(site, from);
  return callers.some((caller) =>
    endsOf(site, to).some((called) => {
      const takesPart = closed.includes(caller) || closed.includes(called);
      return takesPart && policiesLet(policies, caller, called, protocol, port);
    }),
  );
};

describe.each(sites)("policies of the pods at %s", (site) => {
  const policies = policiesOf(site);
  const ofPods = questions.filter(([from, to]) => from === "mesh" || to === "mesh");

  test("let nothing through that the network would drop", () => {
    const text = JSON.stringify(policies);
    // A policy names every port that it lets through; the others show whether a pod has none.
    const asked = ofPods.filter(([, , , port]) => [1, 444, 65_535].includes(port) || text.includes(`"port":${String(port)}`));
    const wrong = asked.filter((question) => {
      const [from, to, protocol, port] = question;
      // On AWS the endpoints stand among the data stores, under addresses of one range.
      const same: readonly Peer[] =
        site.startsWith("aws") && (to === "endpoints" || to === endpointsZone) ? ["endpoints", endpointsZone] : [to];
      return podsLet(policies, site, question) && !same.some((peer) => flowAllowed(matrix, from, peer, protocol, port));
    });
    expect(asked.length).toBeGreaterThan(300);
    expect(wrong.map(told)).toEqual([]);
  });

  test("carry every flow of the mesh zone but those of the nodes themselves", () => {
    const ofMesh = matrix.filter(({ from, to }) => from === "mesh" || to === "mesh");
    const idle = ofMesh.filter(({ from, to, protocol, ports: [first, last] }) => {
      const inside = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      return !inside.some((port) => podsLet(policies, site, [from, to, protocol, port]));
    });
    expect(idle.map(flowKey).sort()).toEqual(Object.keys(carriedByNodes).sort());
  });

  test("let a service call another exactly where it declares so, and both clouds' networks carry that", () => {
    const names = Object.keys(services);
    const portsInUse = [...new Set([53, 443, 5432, 8200, 8443, 15_012, ...Object.values(services).map(({ port }) => port)])];
    const podOf = (name: string): Endpoint => ({
      pod: { namespace: services[name]?.namespace ?? "", labels: { "app.kubernetes.io/name": name } },
    });
    const wrong = names.flatMap((from) =>
      names.flatMap((to) =>
        protocols.flatMap((protocol) =>
          portsInUse
            .filter((port) => {
              const declared = services[from]?.calls.includes(to) === true && services[to]?.port === port && protocol === "tcp";
              if (policiesLet(policies, podOf(from), podOf(to), protocol, port) !== declared) return true;
              return declared && !(awsLets("mesh", "mesh", protocol, port).all && googleLets("mesh", "mesh", protocol, port).all);
            })
            .map((port) => `${from} to ${to} ${protocol} ${String(port)}`),
        ),
      ),
    );
    expect(wrong).toEqual([]);
    expect(names).toHaveLength(9);
  });
});
