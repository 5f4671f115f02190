import type { Flow } from "../modules/core/flows";

/** Flows between zones that the platform needs, whatever the services are. The services' own are in services.ts. */
export const platformFlows: readonly Flow[] = [
  { from: "internet", to: "public", protocol: "tcp", ports: [443, 443], purpose: "edge" },
  { from: "public", to: "internet", protocol: "tcp", ports: [443, 443], purpose: "address translation" },
  { from: "public", to: "api", protocol: "tcp", ports: [443, 443], purpose: "edge" },
  { from: "api", to: "api", protocol: "tcp", ports: [443, 443], purpose: "gateway to its load balancer" },
  { from: "api", to: "mesh", protocol: "tcp", ports: [8443, 8443], purpose: "load balancer to the ingress gateway" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [8080, 8080], purpose: "ingress gateway to the service behind it" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [443, 443], purpose: "Kubernetes API" },
  // Konnectivity: by it the control plane of GKE reaches nodes and pods, and the agents of the nodes open it
  // (https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/, read 2026-11-23: agents call port 8132).
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [8132, 8132], purpose: "control plane tunnel" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [10250, 10250], purpose: "kubelet" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [9443, 9443], purpose: "admission webhooks" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [15000, 15021], purpose: "mesh control and health" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [8081, 8081], purpose: "repository server of Argo CD" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [6379, 6379], purpose: "cache of Argo CD" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [26379, 26379], purpose: "cache of Argo CD, its sentinels" },
  { from: "mesh", to: "mesh", protocol: "tcp", ports: [53, 53], purpose: "cluster DNS" },
  { from: "mesh", to: "mesh", protocol: "udp", ports: [53, 53], purpose: "cluster DNS" },
  { from: "mesh", to: "internet", protocol: "tcp", ports: [443, 443], purpose: "interfaces of partners" },
  { from: "mesh", to: "endpoints", protocol: "tcp", ports: [443, 443], purpose: "cloud interfaces" },
  { from: "api", to: "endpoints", protocol: "tcp", ports: [443, 443], purpose: "cloud interfaces" },
  { from: "data", to: "endpoints", protocol: "tcp", ports: [443, 443], purpose: "cloud interfaces" },
  { from: "vault", to: "endpoints", protocol: "tcp", ports: [443, 443], purpose: "cloud interfaces" },
  { from: "vault", to: "vault", protocol: "tcp", ports: [8200, 8201], purpose: "vault cluster" },
];
