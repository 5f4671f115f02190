import { CertificateManagerCertificate } from "@cdktf/provider-google/lib/certificate-manager-certificate";
import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeForwardingRule } from "@cdktf/provider-google/lib/compute-forwarding-rule";
import { ComputeRegionSslPolicy } from "@cdktf/provider-google/lib/compute-region-ssl-policy";
import { ComputeRegionTargetHttpsProxy } from "@cdktf/provider-google/lib/compute-region-target-https-proxy";
import { ComputeRegionUrlMap } from "@cdktf/provider-google/lib/compute-region-url-map";
import { Construct } from "constructs";
import { certificateManager, clientTls, hostRules, permission, tlsRule, type Front, type FrontInput, type ValidationRecord } from "./front";

/** What a front in one region is made with. */
export interface RegionalFrontInput extends FrontInput {
  readonly region: string;
  readonly networkId: string;
}

/** A front in one region: its certificate, its keys and the end of its TLS are there and nowhere else. */
export class RegionalFront extends Construct implements Front {
  readonly address: string;
  readonly validationRecord: ValidationRecord;

  constructor(scope: Construct, id: string, input: RegionalFrontInput) {
    super(scope, id);
    const { name, projectId: project, region, networkId, hostname, backendServiceId } = input;
    const address = new ComputeAddress(this, "address", { name, project, region, addressType: "EXTERNAL", networkTier: "PREMIUM" });
    const permitted = permission(this, input, region);
    const certificate = new CertificateManagerCertificate(this, "certificate", {
      name,
      project,
      location: region,
      managed: { domains: [hostname], dnsAuthorizations: [permitted.id] },
    });
    const proxy = new ComputeRegionTargetHttpsProxy(this, "proxy", {
      name,
      project,
      region,
      urlMap: new ComputeRegionUrlMap(this, "url-map", { name, project, region, ...hostRules(hostname, backendServiceId) }).id,
      certificateManagerCertificates: [`${certificateManager}${certificate.id}`],
      sslPolicy: new ComputeRegionSslPolicy(this, "tls-policy", { name, project, region, ...tlsRule }).id,
      serverTlsPolicy: clientTls(this, input, region),
    });
    new ComputeForwardingRule(this, "forwarding-rule", {
      name,
      project,
      region,
      network: networkId,
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
}
