import { ComputeNetworkFirewallPolicy } from "@cdktf/provider-google/lib/compute-network-firewall-policy";
import { ComputeNetworkFirewallPolicyAssociation } from "@cdktf/provider-google/lib/compute-network-firewall-policy-association";
import { ComputeNetworkFirewallPolicyRule } from "@cdktf/provider-google/lib/compute-network-firewall-policy-rule";
import { Construct } from "constructs";
import { childName } from "./child-name";
import type { FirewallRule } from "./firewall-rules";

/** What the firewall is made with. */
export interface NetworkFirewallInput {
  readonly name: string;
  readonly networkId: string;
  readonly rules: readonly FirewallRule[];
}

const portText = ([first, last]: FirewallRule["ports"]): string => (first === last ? String(first) : `${String(first)}-${String(last)}`);

/** The network's firewall policy, with the rules that the flow matrix asks for. It is attached when it is complete. */
export class NetworkFirewall extends Construct {
  constructor(scope: Construct, id: string, { name, networkId, rules }: NetworkFirewallInput) {
    super(scope, id);
    const policy = new ComputeNetworkFirewallPolicy(this, "policy", {
      name: childName("computeResource", name, "flows"),
      description: "What may speak to what: rendered from the flow matrix",
    });
    const made = rules.map(
      ({ id: ruleId, direction, action, sources, destinations, protocol, ports, priority, description }) =>
        new ComputeNetworkFirewallPolicyRule(this, ruleId, {
          firewallPolicy: policy.name,
          direction: direction.toUpperCase(),
          action,
          priority,
          description,
          // What is refused is told; what is allowed stands in the flow logs.
          enableLogging: action === "deny",
          match: {
            srcIpRanges: [...sources],
            destIpRanges: [...destinations],
            layer4Configs: [{ ipProtocol: protocol, ...(protocol === "all" ? {} : { ports: [portText(ports)] }) }],
          },
        }),
    );
    new ComputeNetworkFirewallPolicyAssociation(this, "association", {
      name: childName("computeResource", name, "flows"),
      attachmentTarget: networkId,
      firewallPolicy: policy.name,
      dependsOn: made,
    });
  }
}
