import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { synthesizeEstate } from "../main";
import { EstateError } from "../modules/core/errors";
import type { EstateStack } from "../modules/core/stack";
import { awsLayers } from "../regions/aws";
import { googleLayers } from "../regions/google";
import type { LayerBuilder } from "../regions/place";

/** What comes out when something is done to one cluster's stack of the real estate. */
const planted = (all: object, victim: string, plant: (stack: EstateStack) => unknown): string[] => {
  const layers = all as Record<string, LayerBuilder>;
  const cluster = layers["cluster"];
  if (cluster === undefined) throw new Error("no layer of clusters");
  layers["cluster"] = {
    ...cluster,
    build: (stack, place) => {
      cluster.build(stack, place);
      if (stack.identity.name === victim) plant(stack);
    },
  };
  try {
    synthesizeEstate({ environments: ["production"] });
  } catch (error) {
    if (error instanceof EstateError) return error.problems.map(({ code, place }) => `${code} ${place}`);
    throw error;
  } finally {
    layers["cluster"] = cluster;
  }
  return [];
};

const closeHostName = (stack: EstateStack): void => {
  const cluster = stack.node.findChild("cluster").node.findChild("cluster");
  if (!(cluster instanceof ContainerCluster)) throw new Error("no cluster");
  cluster.putControlPlaneEndpointsConfig({ dnsEndpointConfig: { allowExternalTraffic: false }, ipEndpointsConfig: { enabled: true } });
};

describe("a way in that is taken from a real cluster is missed by its platform, and by nothing else", () => {
  test.each<[string, object, string, (stack: EstateStack) => unknown]>([
    ["the runner of an EKS cluster", awsLayers, "production-mena-aws-me-central-1", (stack) => stack.node.tryRemoveChild("runner")],
    ["the host name of a GKE cluster", googleLayers, "production-eu-google-europe-west4", closeHostName],
  ])("%s", (_, layers, site, plant) => {
    expect(planted(layers, `${site}-cluster`, () => undefined)).toEqual([]);
    expect(planted(layers, `${site}-cluster`, plant)).toEqual([`NoWayIn ${site}-platform provider.helm`]);
  });
});
