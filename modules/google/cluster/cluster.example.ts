/** What the smallest example of the cluster gives. */
export const basic = {
  clusterName: "orders",
  projectId: "orders-test",
  region: "europe-west4",
  availabilityZones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
  networkId: "projects/orders-test/global/networks/orders",
  subnetworkId: "projects/orders-test/regions/europe-west4/subnetworks/orders-mesh",
  podRangeName: "pods",
  serviceRangeName: "services",
  secretsKeyId: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
  volumesKeyId: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
  nodeAccountEmail: "orders-nodes@orders-test.iam.gserviceaccount.com",
  networkTags: ["egress"],
  machineType: "e2-standard-4",
};
