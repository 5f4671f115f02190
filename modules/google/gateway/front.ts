import { CertificateManagerDnsAuthorization } from "@cdktf/provider-google/lib/certificate-manager-dns-authorization";
import { CertificateManagerTrustConfig } from "@cdktf/provider-google/lib/certificate-manager-trust-config";
import { NetworkSecurityServerTlsPolicy } from "@cdktf/provider-google/lib/network-security-server-tls-policy";
import type { Construct } from "constructs";

/** The record by which the certificate's issuer sees that the host name is ours. */
export interface ValidationRecord {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** What a front is made with, wherever it stands. */
export interface FrontInput {
  readonly name: string;
  readonly projectId: string;
  readonly hostname: string;
  readonly clientCertificateAuthority: string;
  readonly backendServiceId: string;
}

/** What callers meet: an address, TLS 1.2 or later with our certificate, theirs asked for, and one host name. */
export interface Front {
  readonly address: string;
  readonly validationRecord: ValidationRecord;
}

/** What a URL map does with host names, in any reach. */
export interface HostRules {
  readonly defaultUrlRedirect: {
    readonly hostRedirect: string;
    readonly httpsRedirect: boolean;
    readonly stripQuery: boolean;
    readonly redirectResponseCode: string;
  };
  readonly hostRule: { readonly hosts: string[]; readonly pathMatcher: string }[];
  readonly pathMatcher: { readonly name: string; readonly defaultService: string }[];
}

/** One host name leads to the cluster. All others are sent to it. */
export const hostRules = (hostname: string, service: string): HostRules => ({
  defaultUrlRedirect: { hostRedirect: hostname, httpsRedirect: true, stripQuery: true, redirectResponseCode: "PERMANENT_REDIRECT" },
  hostRule: [{ hosts: [hostname], pathMatcher: "cluster" }],
  pathMatcher: [{ name: "cluster", defaultService: service }],
});

/** Versions and ciphers of TLS that a front speaks. */
export const tlsRule = { profile: "RESTRICTED", minTlsVersion: "TLS_1_2" } as const;

/** How Certificate Manager is called in references of other services. */
export const certificateManager = "//certificatemanager.googleapis.com/";

/** Asks callers for a certificate of the edge's own authority, and refuses them without. Returns the policy's id. */
export const clientTls = (
  scope: Construct,
  { name, projectId: project, clientCertificateAuthority }: FrontInput,
  location: string,
): string => {
  const trust = new CertificateManagerTrustConfig(scope, "client-authority", {
    name,
    project,
    location,
    trustStores: [{ trustAnchors: [{ pemCertificate: clientCertificateAuthority }] }],
  });
  return new NetworkSecurityServerTlsPolicy(scope, "client-tls", {
    name,
    project,
    location,
    allowOpen: false,
    mtlsPolicy: { clientValidationMode: "REJECT_INVALID", clientValidationTrustConfig: trust.id },
  }).id;
};

/** Lets certificates for the host name be issued, once a record of its zone says so. */
export const permission = (
  scope: Construct,
  { name, projectId: project, hostname: domain }: FrontInput,
  location: string,
): { readonly id: string; readonly record: ValidationRecord } => {
  // A record of the fixed form serves the global location alone; in a region each project has one of its own.
  const type = location === "global" ? "FIXED_RECORD" : "PER_PROJECT_RECORD";
  const authorization = new CertificateManagerDnsAuthorization(scope, "dns-authorization", { name, project, domain, location, type });
  const record = authorization.dnsResourceRecord.get(0);
  return { id: authorization.id, record: { name: record.name, type: record.type, content: record.data } };
};
