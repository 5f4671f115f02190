import { CertificateManagerCertificate } from "@cdktf/provider-google/lib/certificate-manager-certificate";
import { CertificateManagerCertificateMap } from "@cdktf/provider-google/lib/certificate-manager-certificate-map";
import { CertificateManagerCertificateMapEntry } from "@cdktf/provider-google/lib/certificate-manager-certificate-map-entry";
import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ComputeGlobalForwardingRule } from "@cdktf/provider-google/lib/compute-global-forwarding-rule";
import { ComputeSslPolicy } from "@cdktf/provider-google/lib/compute-ssl-policy";
import { ComputeTargetHttpsProxy } from "@cdktf/provider-google/lib/compute-target-https-proxy";
import { ComputeUrlMap } from "@cdktf/provider-google/lib/compute-url-map";
import { Construct } from "constructs";
import { certificateManager, clientTls, hostRules, permission, tlsRule, type Front, type FrontInput, type ValidationRecord } from "./front";

/** A front at every location of Google's, under one address. */
export class GlobalFront extends Construct implements Front {
  readonly address: string;
  readonly validationRecord: ValidationRecord;

  constructor(scope: Construct, id: string, input: FrontInput) {
    super(scope, id);
    const { name, projectId: project, hostname, backendServiceId } = input;
    const address = new ComputeGlobalAddress(this, "address", { name, project, addressType: "EXTERNAL", ipVersion: "IPV4" });
    const permitted = permission(this, input, "global");
    const proxy = new ComputeTargetHttpsProxy(this, "proxy", {
      name,
      project,
      urlMap: new ComputeUrlMap(this, "url-map", { name, project, ...hostRules(hostname, backendServiceId) }).id,
      certificateMap: `${certificateManager}${this.certificateMap(input, permitted.id)}`,
      sslPolicy: new ComputeSslPolicy(this, "tls-policy", { name, project, ...tlsRule }).id,
      serverTlsPolicy: clientTls(this, input, "global"),
      quicOverride: "DISABLE",
      // A replayed first flight could spend value points twice.
      tlsEarlyData: "DISABLED",
    });
    new ComputeGlobalForwardingRule(this, "forwarding-rule", {
      name,
      project,
      target: proxy.id,
      ipAddress: address.id,
      ipProtocol: "TCP",
      portRange: "443",
      loadBalancingScheme: "EXTERNAL_MANAGED",
      networkTier: "PREMIUM",
    });
    this.address = address.address;
    this.validationRecord = permitted.record;
  }

  private certificateMap({ name, projectId: project, hostname }: FrontInput, permissionId: string): string {
    const certificate = new CertificateManagerCertificate(this, "certificate", {
      name,
      project,
      location: "global",
      scope: "DEFAULT",
      managed: { domains: [hostname], dnsAuthorizations: [permissionId] },
    });
    const map = new CertificateManagerCertificateMap(this, "certificate-map", { name, project });
    new CertificateManagerCertificateMapEntry(this, "certificate-entry", {
      name,
      project,
      map: map.name,
      hostname,
      certificates: [certificate.id],
    });
    return map.id;
  }
}
