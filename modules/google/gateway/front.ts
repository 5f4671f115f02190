import { CertificateManagerCertificate } from "@cdktf/provider-google/lib/certificate-manager-certificate";
import { CertificateManagerCertificateMap } from "@cdktf/provider-google/lib/certificate-manager-certificate-map";
import { CertificateManagerCertificateMapEntry } from "@cdktf/provider-google/lib/certificate-manager-certificate-map-entry";
import { CertificateManagerDnsAuthorization } from "@cdktf/provider-google/lib/certificate-manager-dns-authorization";
import { CertificateManagerTrustConfig } from "@cdktf/provider-google/lib/certificate-manager-trust-config";
import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ComputeGlobalForwardingRule } from "@cdktf/provider-google/lib/compute-global-forwarding-rule";
import { ComputeSslPolicy } from "@cdktf/provider-google/lib/compute-ssl-policy";
import { ComputeTargetHttpsProxy } from "@cdktf/provider-google/lib/compute-target-https-proxy";
import { ComputeUrlMap } from "@cdktf/provider-google/lib/compute-url-map";
import { NetworkSecurityServerTlsPolicy } from "@cdktf/provider-google/lib/network-security-server-tls-policy";
import { Construct } from "constructs";

/** The record by which the certificate's issuer sees that the host name is ours. */
export interface ValidationRecord {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** What the front is made with. */
export interface FrontInput {
  readonly name: string;
  readonly projectId: string;
  readonly hostname: string;
  readonly clientCertificateAuthority: string;
  readonly backendServiceId: string;
}

/** What callers meet: an address, TLS 1.2 or later with our certificate, theirs asked for, and one host name. */
export class Front extends Construct {
  readonly address: string;
  readonly validationRecord: ValidationRecord;

  constructor(scope: Construct, id: string, input: FrontInput) {
    super(scope, id);
    const { name, projectId: project, hostname, backendServiceId } = input;
    const address = new ComputeGlobalAddress(this, "address", { name, project, addressType: "EXTERNAL", ipVersion: "IPV4" });
    const authorization = new CertificateManagerDnsAuthorization(this, "dns-authorization", {
      name,
      project,
      domain: hostname,
      location: "global",
      type: "FIXED_RECORD",
    });
    const proxy = new ComputeTargetHttpsProxy(this, "proxy", {
      name,
      project,
      urlMap: this.urlMap(name, project, hostname, backendServiceId),
      certificateMap: `//certificatemanager.googleapis.com/${this.certificateMap(name, project, hostname, authorization.id)}`,
      sslPolicy: new ComputeSslPolicy(this, "tls-policy", { name, project, profile: "RESTRICTED", minTlsVersion: "TLS_1_2" }).id,
      serverTlsPolicy: this.clientTls(name, project, input.clientCertificateAuthority),
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
    const record = authorization.dnsResourceRecord.get(0);
    this.validationRecord = { name: record.name, type: record.type, content: record.data };
  }

  /** One host name leads to the cluster. All others are sent to it. */
  private urlMap(name: string, project: string, hostname: string, service: string): string {
    return new ComputeUrlMap(this, "url-map", {
      name,
      project,
      defaultUrlRedirect: { hostRedirect: hostname, httpsRedirect: true, stripQuery: true, redirectResponseCode: "PERMANENT_REDIRECT" },
      hostRule: [{ hosts: [hostname], pathMatcher: "cluster" }],
      pathMatcher: [{ name: "cluster", defaultService: service }],
    }).id;
  }

  private certificateMap(name: string, project: string, hostname: string, authorizationId: string): string {
    const certificate = new CertificateManagerCertificate(this, "certificate", {
      name,
      project,
      location: "global",
      scope: "DEFAULT",
      managed: { domains: [hostname], dnsAuthorizations: [authorizationId] },
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

  /** Asks callers for a certificate of the edge's own authority, and refuses them without. */
  private clientTls(name: string, project: string, authority: string): string {
    const trust = new CertificateManagerTrustConfig(this, "client-authority", {
      name,
      project,
      location: "global",
      trustStores: [{ trustAnchors: [{ pemCertificate: authority }] }],
    });
    return new NetworkSecurityServerTlsPolicy(this, "client-tls", {
      name,
      project,
      location: "global",
      allowOpen: false,
      mtlsPolicy: { clientValidationMode: "REJECT_INVALID", clientValidationTrustConfig: trust.id },
    }).id;
  }
}
