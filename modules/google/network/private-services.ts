import { Fn } from "cdktf";
import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import { Construct } from "constructs";
import { holdsToken } from "../../core/props";
import { childName } from "./child-name";

/** Whose network holds Google's managed databases. */
const producer = "servicenetworking.googleapis.com";

/** What the private services are made with. */
export interface PrivateServicesInput {
  readonly name: string;
  readonly networkId: string;
  readonly cidr: string;
}

/** The first address and the length of a range; for a token the expressions that tell them. */
const partsOf = (cidr: string): { readonly address: string; readonly prefixLength: number } => {
  if (holdsToken(cidr)) return { address: Fn.cidrhost(cidr, 0), prefixLength: Fn.tonumber(Fn.element(Fn.split("/", cidr), 1)) };
  const [address = "", length = ""] = cidr.split("/");
  return { address, prefixLength: Number(length) };
};

/**
 * Addresses for Google's managed services, and the peering through which they are reached. A database that is made before
 * the peering is refused, and the peering can't be taken away while one is there.
 */
export class PrivateServices extends Construct {
  /** Name of the reserved range; databases are told to take their addresses out of it. */
  readonly rangeName: string;
  /** The peering, for what has to wait for it. */
  readonly peering: string;

  constructor(scope: Construct, id: string, { name, networkId, cidr }: PrivateServicesInput) {
    super(scope, id);
    const range = new ComputeGlobalAddress(this, "range", {
      name: childName("computeResource", name, "managed-services"),
      description: "Addresses of Google's managed services",
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      network: networkId,
      ...partsOf(cidr),
    });
    const connection = new ServiceNetworkingConnection(this, "connection", {
      network: networkId,
      service: producer,
      reservedPeeringRanges: [range.name],
    });
    this.rangeName = range.name;
    this.peering = connection.peering;
  }
}
