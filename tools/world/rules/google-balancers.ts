import { placeOf } from "../place";
import { page, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { blocksAt, textAt, textsAt } from "../values";
import { firstNamed, refuseIf } from "./find";

const google = (path: string): Source => page(`https://cloud.google.com/${path}`);

const backendTypes = ["google_compute_backend_service", "google_compute_region_backend_service"];
const groupType = "google_compute_network_endpoint_group";

/** Whether a backend is a group of addresses in an availability zone: pods or machines, which may be ill. */
const isZonalGroup = (group: string, view: WorldView): boolean => view.by(groupType, "id", group, "google").length > 0;

const zonalGroups = (groups: readonly string[], view: WorldView): readonly string[] => groups.filter((group) => isZonalGroup(group, view));

const healthChecked: WorldRule = {
  name: "google-backend-health-check",
  source: google("load-balancing/docs/backend-service#health_checks"),
  types: backendTypes,
  onPut: ({ object, view }) => {
    const [group] = zonalGroups(textsAt(object.values, "backend.group"), view);
    if (group === undefined || textsAt(object.values, "health_checks").length > 0) return [];
    const says = "a backend service whose backends are groups of an availability zone needs a health check";
    return [{ code: "invalid", path: "health_checks", says, value: group }];
  },
};

/** How much a backend of requests takes has to be said by one of these. */
const rates = ["max_rate", "max_rate_per_endpoint", "max_rate_per_instance"];

const rated: WorldRule = {
  name: "google-backend-rate",
  source: google("load-balancing/docs/backend-service#balancing-mode"),
  types: ["google_compute_backend_service"],
  onPut: ({ object, view }) =>
    blocksAt(object, "backend").flatMap((backend): readonly Refusal[] => {
      const [group] = zonalGroups(textsAt(backend, "group"), view);
      const mode = textsAt(backend, "balancing_mode")[0] ?? "";
      const isRated = rates.some((rate) => textsAt(backend, rate).some((value) => Number(value) > 0));
      if (group === undefined || (mode === "RATE" && isRated) || mode === "CONNECTION") return [];
      const says = "a group of endpoints takes requests by their rate, which has to be given, and never by the load of machines";
      return [{ code: "invalid", path: "backend", value: mode, says }];
    }),
};

const lastWord = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

const groupNetwork: WorldRule = {
  name: "google-endpoint-group-network",
  source: google("load-balancing/docs/negs/zonal-neg-concepts"),
  types: [groupType],
  onPut: ({ object, view }) => {
    const subnetwork = firstNamed(object, "subnetwork", view);
    if (subnetwork === undefined) return [];
    const isForeign = lastWord(textAt(subnetwork, "network") ?? "") !== lastWord(textAt(object, "network") ?? "");
    return refuseIf(isForeign, () => ({
      code: "invalid",
      path: "subnetwork",
      value: textAt(object, "subnetwork") ?? "",
      says: "the subnetwork belongs to another network than the endpoint group",
      other: subnetwork,
    }));
  },
};

const domainPermitted: WorldRule = {
  name: "google-certificate-permitted",
  source: google("certificate-manager/docs/dns-authorizations"),
  types: ["google_certificate_manager_certificate"],
  onPut: ({ object, view }) => {
    const authorizations = textsAt(object.values, "managed.dns_authorizations").flatMap((id) =>
      view.by("google_certificate_manager_dns_authorization", "id", id, "google"),
    );
    const permitted = authorizations.flatMap(({ values }) => textsAt(values, "domain"));
    if (authorizations.length === 0) return [];
    return textsAt(object.values, "managed.domains").flatMap((domain): readonly Refusal[] =>
      refuseIf(!permitted.includes(domain.replace(/^\*\./, "")), () => ({
        code: "INVALID_ARGUMENT",
        path: "managed.domains",
        value: domain,
        says: "none of the certificate's DNS authorizations is for the domain",
        ...(authorizations[0] !== undefined && { other: authorizations[0] }),
      })),
    );
  },
};

const secondaryRanges: WorldRule = {
  name: "google-cluster-ranges",
  source: google("kubernetes-engine/docs/how-to/alias-ips"),
  types: ["google_container_cluster"],
  onPut: ({ object, view }) => {
    const subnetwork = firstNamed(object, "subnetwork", view);
    if (subnetwork === undefined) return [];
    const ranges = textsAt(subnetwork.values, "secondary_ip_range.range_name");
    return ["cluster_secondary_range_name", "services_secondary_range_name"].flatMap((argument): readonly Refusal[] => {
      const path = `ip_allocation_policy.${argument}`;
      const name = textAt(object, path);
      return refuseIf(name !== undefined && !ranges.includes(name), () => ({
        code: "INVALID_ARGUMENT",
        path,
        value: name ?? "",
        says: "the subnetwork has no secondary range of this name",
        other: subnetwork,
      }));
    });
  },
};

const managed = ["EXTERNAL_MANAGED", "INTERNAL_MANAGED"];

const proxySubnetwork: WorldRule = {
  name: "google-proxy-subnetwork",
  source: google("load-balancing/docs/proxy-only-subnets"),
  types: ["google_compute_forwarding_rule"],
  onPut: ({ object, view }) => {
    const network = lastWord(textAt(object, "network") ?? "");
    const isProxied = managed.includes(textAt(object, "load_balancing_scheme") ?? "");
    if (view.outside === "open" || !isProxied || network === "") return [];
    const { region } = placeOf(object);
    const stands = view
      .all("google_compute_subnetwork")
      .some(
        (one) =>
          textAt(one, "purpose") === "REGIONAL_MANAGED_PROXY" &&
          lastWord(textAt(one, "network") ?? "") === network &&
          placeOf(one).region === region,
      );
    return refuseIf(!stands, () => ({
      code: "invalid",
      path: "network",
      value: network,
      says: "a load balancer of one region needs a subnetwork for its proxies in the network and the region",
      other: { noun: "proxy-only subnetwork", value: `${network} in ${region}` },
    }));
  },
};

/** What has to fit together in Google's load balancers and clusters. */
export const googleBalancerRules: readonly WorldRule[] = [
  healthChecked,
  rated,
  groupNetwork,
  domainPermitted,
  secondaryRanges,
  proxySubnetwork,
];
