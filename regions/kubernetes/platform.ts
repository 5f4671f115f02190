import type { EstateStack } from "../../modules/core/stack";
import { argoCdValues, rootApplication } from "../../modules/kubernetes/charts/argo-cd";
import { externalSecretsValues, secretStore } from "../../modules/kubernetes/charts/external-secrets";
import {
  entrance,
  ingressLabels,
  ingressValues,
  istioBaseValues,
  istioCniValues,
  istiodValues,
  meshAuthorization,
  strictMutualTls,
  type MeshGrant,
  type MeshSettings,
} from "../../modules/kubernetes/charts/istio";
import { ownCharts } from "../../modules/kubernetes/charts/own-charts";
import { upstreamCharts } from "../../modules/kubernetes/charts/upstream-charts";
import { nameLabel } from "../../modules/kubernetes/namespaces/connections";
import type { AddressRanges } from "../../modules/kubernetes/namespaces/network-policies";
import { KubernetesRelease } from "../../modules/kubernetes/release/release";
import { namespaces } from "../description";
import type { Place } from "../place";
import { has } from "../tables";
import { entranceService, ingressPort, operatorNamespaces, servicesWithPods } from "./connections";
import { operatorIdentities } from "./identities";
import { siteNamespaceValues } from "./namespaces";
import { helmProvider, type ClusterCredential, type ClusterOfSite } from "./provider";
import { operatorReplicas } from "./sizes";

/** A chart that is installed: another's or our own. */
export type ChartName = keyof typeof upstreamCharts | keyof typeof ownCharts;

/** One release of the platform. */
export interface PlatformRelease {
  readonly chart: ChartName;
  readonly namespace: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of the releases that have to stand before. All come after the namespaces. */
  readonly after: readonly string[];
}

/** All that differs between the clouds. What is not here is the same in both. */
export interface PlatformCloud {
  readonly cluster: ClusterOfSite;
  readonly credential: ClusterCredential;
  /** Host, and path where it has one, of the site's own registry. */
  readonly registryHost: string;
  /** Where each end outside the pods lies. */
  readonly ranges: AddressRanges;
  /** Ports at which the node's own agent hands out workload identities. */
  readonly identityPorts: readonly number[];
  /** Annotations by which the cloud knows a service account; none where it knows it by its name. */
  readonly identityAnnotations: (identity: string) => Readonly<Record<string, string>>;
  /** Where External Secrets reads. */
  readonly secretProvider: Readonly<Record<string, unknown>>;
  /** How Istio calls the kind of cluster. */
  readonly meshPlatform: MeshSettings["platform"];
  /** Annotations of the ingress gateway's service. */
  readonly ingressAnnotations: Readonly<Record<string, string>>;
  /** Releases that only this cloud needs. */
  readonly releases: Readonly<Record<string, PlatformRelease>>;
  /** Objects of the operators' own kinds that only this cloud needs. */
  readonly objects: Readonly<Record<string, unknown>>;
}

const system = "kube-system";

/**
 * The operators by the name of their release. The ingress gateway stands from the start, for it is what the site's load
 * balancer calls; that pods get proxies, and speak mutual TLS alone, comes with its phase.
 */
const operatorReleases = (place: Place, cloud: PlatformCloud): Readonly<Record<string, PlatformRelease>> => {
  const registry = cloud.registryHost;
  const replicas = operatorReplicas[place.size];
  const mesh = { registry, replicas, platform: cloud.meshPlatform };
  const inMesh = has(place.phase, "cluster", "mesh-mtls");
  return {
    "istio-base": { chart: "base", namespace: operatorNamespaces.mesh, values: istioBaseValues(), after: [] },
    istiod: {
      chart: "istiod",
      namespace: operatorNamespaces.mesh,
      values: istiodValues({ ...mesh, interception: inMesh }),
      after: ["istio-base", ...(inMesh ? ["istio-cni"] : [])],
    },
    ...(inMesh ? { "istio-cni": { chart: "cni", namespace: system, values: istioCniValues(mesh), after: ["istio-base"] } as const } : {}),
    [ingressLabels.istio]: {
      chart: "gateway",
      namespace: operatorNamespaces.ingress,
      values: ingressValues({ ...mesh, port: ingressPort, annotations: cloud.ingressAnnotations }),
      after: ["istiod"],
    },
    "external-secrets": {
      chart: "external-secrets",
      namespace: operatorNamespaces.secrets,
      values: externalSecretsValues({
        registry,
        replicas,
        serviceAccount: operatorIdentities.secrets.serviceAccount,
        annotations: cloud.identityAnnotations(operatorIdentities.secrets.identity),
      }),
      after: [],
    },
    "argo-cd": { chart: "argo-cd", namespace: operatorNamespaces.gitOps, values: argoCdValues({ registry, replicas }), after: [] },
    ...cloud.releases,
  };
};

/** Who may call whom, as the mesh sees it: by identity. */
const meshGrants = (place: Place): Readonly<Record<string, MeshGrant>> => {
  const services = servicesWithPods(place.services);
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { namespace, port }]) => {
      const callers = Object.values(services)
        .filter(({ calls }) => calls.includes(name))
        .map((caller) => `${caller.namespace}/sa/${caller.identity}`);
      const fromOutside = name === entranceService ? [`${operatorNamespaces.ingress}/sa/${ingressLabels.istio}`] : [];
      const all = [...callers, ...fromOutside];
      return all.length === 0 ? [] : [[name, { namespace, labels: { [nameLabel]: name }, port, callers: all }] as const];
    }),
  );
};

/** The way from the ingress gateway to the one service behind it. */
const siteEntrance = ({ services }: Place): Readonly<Record<string, unknown>> => {
  const service = services[entranceService];
  if (service === undefined) return {};
  const target = { host: `${entranceService}.${service.namespace}.svc.cluster.local`, port: service.port };
  return entrance({ namespace: operatorNamespaces.ingress, port: ingressPort, target });
};

/** The objects of the operators' own kinds. */
const operatorObjects = (place: Place, cloud: PlatformCloud): Readonly<Record<string, unknown>> => ({
  ...secretStore({ provider: cloud.secretProvider, namespaces }),
  ...rootApplication({
    namespace: operatorNamespaces.gitOps,
    repositoryUrl: `https://github.com/${place.organization.repository.replace(/@\d+/g, "")}`,
    revision: "main",
    path: `deploy/${place.environment.name}/${place.origin}/${place.site.key}`,
    destinations: namespaces,
  }),
  ...siteEntrance(place),
  ...(has(place.phase, "cluster", "mesh-mtls") ? strictMutualTls(operatorNamespaces.mesh) : {}),
  ...(has(place.phase, "cluster", "mesh-authorization") ? meshAuthorization(namespaces, meshGrants(place)) : {}),
  ...cloud.objects,
});

/** All releases of a site by name. */
export const platformReleases = (place: Place, cloud: PlatformCloud): Readonly<Record<string, PlatformRelease>> => {
  const operators = operatorReleases(place, cloud);
  return {
    namespaces: { chart: "namespaces", namespace: system, values: siteNamespaceValues(place, cloud), after: [] },
    ...Object.fromEntries(
      Object.entries(operators).map(([name, release]) => [name, { ...release, after: ["namespaces", ...release.after] }]),
    ),
    settings: {
      chart: "objects",
      namespace: system,
      values: { objects: operatorObjects(place, cloud) },
      after: ["namespaces", ...Object.keys(operators)],
    },
  };
};

const chartVersion = (chart: ChartName): string => ({ ...upstreamCharts, ...ownCharts })[chart].version;

/** All that needs the Kubernetes API of a site: one definition for every cloud. */
export const buildPlatform = (stack: EstateStack, place: Place, cloud: PlatformCloud): void => {
  helmProvider(stack, place, cloud.cluster, cloud.credential);
  const rows = platformReleases(place, cloud);
  const made = new Map<string, KubernetesRelease>();
  const make = (name: string): readonly KubernetesRelease[] => {
    const known = made.get(name);
    const row = rows[name];
    if (known !== undefined || row === undefined) return known === undefined ? [] : [known];
    const release = new KubernetesRelease(stack, name, {
      releaseName: name,
      namespace: row.namespace,
      chartRegistry: `${cloud.registryHost}/charts`,
      chart: row.chart,
      chartVersion: chartVersion(row.chart),
      values: row.values,
      after: row.after.flatMap(make).map(({ release: earlier }) => earlier),
    });
    made.set(name, release);
    return [release];
  };
  Object.keys(rows).forEach(make);
};
