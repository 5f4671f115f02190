import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { DnsPolicy } from "@cdktf/provider-google/lib/dns-policy";
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import { Construct } from "constructs";
import { addressCount, formatCidr, parseCidr } from "../../core/addressing";
import { childName } from "./child-name";
import { restrictedApiRange } from "./firewall-ranges";

/** How long an answer may be kept, in seconds: Google's own example has five minutes. */
const ttl = 300;

/** The host names of one of Google's domains: the one whose addresses are given, and what stands for all others. */
const hostOf = (domain: string): string => (domain === "googleapis.com" ? "restricted.googleapis.com." : `${domain}.`);

/** Every address of the restricted range, from the lowest. */
export const restrictedApiAddresses: readonly string[] = ((): readonly string[] => {
  const range = parseCidr(restrictedApiRange) ?? { base: 0, prefix: 32 };
  return Array.from({ length: addressCount(range.prefix) }, (_, index) =>
    formatCidr({ base: range.base + index, prefix: 32 }).replace("/32", ""),
  );
})();

/** What the private names are made with. */
export interface PrivateApisInput {
  readonly name: string;
  readonly networkId: string;
  /** Google's domains that are answered inside, without a dot at the end. */
  readonly domains: readonly string[];
}

/**
 * Names of Google's interfaces, answered inside the network with the addresses that do not leave Google, and a record of
 * every name that is asked for. All names below the domains lead there: an interface that VPC Service Controls could not
 * guard is refused there instead of being reached from outside.
 */
export class PrivateApis extends Construct {
  constructor(scope: Construct, id: string, { name, networkId, domains }: PrivateApisInput) {
    super(scope, id);
    new DnsPolicy(this, "queries", {
      name: childName("computeResource", name, "queries"),
      description: "Names that are asked for in the network",
      enableLogging: true,
      enableInboundForwarding: false,
      networks: [{ networkUrl: networkId }],
    });
    for (const domain of [...domains].sort()) {
      const words = domain.replaceAll(".", "-");
      const zone = new DnsManagedZone(this, words, {
        name: childName("computeResource", name, words),
        description: `${domain} inside the network`,
        dnsName: `${domain}.`,
        visibility: "private",
        privateVisibilityConfig: { networks: [{ networkUrl: networkId }] },
        lifecycle: { preventDestroy: true },
      });
      new DnsRecordSet(this, `${words}-addresses`, {
        managedZone: zone.name,
        name: hostOf(domain),
        type: "A",
        ttl,
        rrdatas: [...restrictedApiAddresses],
      });
      new DnsRecordSet(this, `${words}-others`, {
        managedZone: zone.name,
        name: `*.${domain}.`,
        type: "CNAME",
        ttl,
        rrdatas: [hostOf(domain)],
      });
    }
  }
}
