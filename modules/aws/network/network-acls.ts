import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import { Construct } from "constructs";
import { keyed } from "../../core/keyed";
import { zones, type Zone } from "../../core/words";
import { nameTag } from "../../core/child-name";
import type { AclRange, AclRow } from "./network-acl-rows";
import type { NetworkSubnets } from "./subnets";

/** What the network ACLs are made with. */
export interface NetworkAclsInput {
  readonly name: string;
  readonly vpcId: string;
  /** The address range that each word stands for; all that the rows name are there. */
  readonly cidrs: Readonly<Partial<Record<AclRange, string>>>;
  readonly subnets: NetworkSubnets;
  readonly rows: readonly AclRow[];
}

/** A network ACL for each zone, with the rules that the flow matrix asks for. */
export class NetworkAcls extends Construct {
  readonly ids: Readonly<Record<Zone, string>>;

  constructor(scope: Construct, id: string, { name, vpcId, cidrs, subnets, rows }: NetworkAclsInput) {
    super(scope, id);
    this.ids = keyed(
      zones,
      (zone) =>
        new NetworkAcl(this, zone, {
          vpcId,
          subnetIds: [...subnets.ids[zone], ...(zone === "mesh" ? subnets.podIds : [])],
          tags: nameTag(name, zone),
        }).id,
    );
    for (const { zone, direction, action, range, protocol, ports, number } of rows) {
      const service = protocol === "all" ? protocol : `${protocol}-${String(ports[0])}`;
      new NetworkAclRule(this, `${zone}-${direction}-${range}-${service}`, {
        networkAclId: this.ids[zone],
        egress: direction === "egress",
        ruleNumber: number,
        ruleAction: action,
        cidrBlock: cidrs[range] as string,
        ...(protocol === "all" ? { protocol: "-1" } : { protocol, fromPort: ports[0], toPort: ports[1] }),
      });
    }
  }
}
