import { furtherNumber, furtherText, publish } from "../../core/published";
import { text, wholeNumber } from "../../core/checks";
import { basic } from "./cluster.example";
import { GoogleCluster } from "./cluster";
import { googleClusterRules, together, type GoogleClusterProps } from "./cluster-props";

/** The cluster as a Terraform module. */
export const googleClusterModule = publish<GoogleClusterProps>({
  name: "google-cluster",
  construct: GoogleCluster,
  rules: googleClusterRules,
  together,
  shapes: {
    "": {
      summary: "A cluster with one pool of nodes, whose CI comes from inside the network and whose people come by the DNS endpoint.",
      fixed: { wayIn: { ci: "network-runner", people: "dns-endpoint" }, authorizedRanges: { network: "10.0.0.0/8" } },
      takes: ["networkTags"],
      further: {
        machineType: furtherText(
          "Machine type of the nodes. Changed by new nodes, one after another.",
          text(/^[a-z]\d[a-z]?(-[a-z0-9]+)+$/, "a machine type such as e2-standard-4", 4, 63),
        ),
        diskGib: furtherNumber("Size of a node's boot disk, 10 to 65,536 GiB. Changed by new nodes.", wholeNumber(10, 65_536, "GiB"), 50),
        leastNodes: furtherNumber("Least nodes in each availability zone, 1 to 1,000.", wholeNumber(1, 1000, "nodes"), 1),
        mostNodes: furtherNumber("Most nodes in each availability zone, 1 to 1,000.", wholeNumber(1, 1000, "nodes"), 3),
      },
      compose: {
        nodePools: ({ text: word, number }) => ({
          system: {
            machineType: word("machineType"),
            diskGib: number("diskGib"),
            nodesPerAvailabilityZone: [number("leastNodes"), number("mostNodes")],
          },
        }),
      },
      basic,
      complete: { releaseChannel: "STABLE", maintenanceStart: "02:00", diskGib: 100, leastNodes: 2, mostNodes: 4 },
    },
  },
});
