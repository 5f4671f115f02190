import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { keyed } from "../../core/keyed";
import { anywhere } from "../../core/ranges";
import { childName, nameTag } from "../../core/child-name";
import { securityGroupKeys, type GatewayService, type SecurityGroupKey, type SecurityGroupRow } from "./security-group-rows";

/** What the security groups are made with. */
export interface NetworkSecurityGroupsInput {
  readonly name: string;
  readonly vpcId: string;
  readonly rows: readonly SecurityGroupRow[];
  /** Ids of the prefix lists of the gateway endpoints that exist; all that the rows name are there. */
  readonly prefixListIds: Readonly<Partial<Record<GatewayService, string>>>;
}

/** A security group for each zone and one for the interface endpoints, with the rules that the flow matrix asks for. */
export class NetworkSecurityGroups extends Construct {
  readonly ids: Readonly<Record<SecurityGroupKey, string>>;

  constructor(scope: Construct, id: string, { name, vpcId, rows, prefixListIds }: NetworkSecurityGroupsInput) {
    super(scope, id);
    this.ids = keyed(
      securityGroupKeys,
      (key) =>
        new SecurityGroup(this, key, {
          vpcId,
          name: childName("securityGroup", name, key),
          description: key === "endpoints" ? "Interface endpoints" : `Members of the ${key} zone`,
          tags: nameTag(name, key),
        }).id,
    );
    const peerOf = (peer: SecurityGroupRow["peer"]) => {
      if (peer === "internet") return { cidrIpv4: anywhere };
      return peer === "s3" || peer === "dynamodb"
        ? { prefixListId: prefixListIds[peer] as string }
        : { referencedSecurityGroupId: this.ids[peer] };
    };
    for (const { id: ruleId, group, direction, peer, protocol, ports, description } of rows) {
      const Rule = direction === "egress" ? VpcSecurityGroupEgressRule : VpcSecurityGroupIngressRule;
      new Rule(this, ruleId, {
        securityGroupId: this.ids[group],
        ipProtocol: protocol,
        fromPort: ports[0],
        toPort: ports[1],
        description,
        ...peerOf(peer),
      });
    }
  }
}
