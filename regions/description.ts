import type { Flow } from "../modules/core/flows";
import type { DataClass, Origin, Phase, Purpose, Role, SiteCloud, Size, Zone } from "../modules/core/words";

/** The providers whose version an environment pins. */
export const pinnedProviders = ["aws", "google", "cloudflare", "helm", "kubernetes"] as const;
/** A provider whose version an environment pins. */
export type PinnedProvider = (typeof pinnedProviders)[number];

/** A site's key within its jurisdiction: `<cloud>-<region>`. */
export type SiteKey = `${SiteCloud}-${string}`;

/** A region used by an environment in a role. */
export interface SiteDescription {
  readonly role: Role;
  /** The phase from which the site stands. */
  readonly since: Phase;
  /** 0 to 255, unique in the estate, append-only: it decides the site's addresses for as long as it lives. */
  readonly addressBlock: number;
}

/** The accounts of one environment and jurisdiction, one a purpose. AWS: twelve digits. Google: project ids. */
export type AccountsDescription = Readonly<Record<SiteCloud, Readonly<Partial<Record<Purpose, string>>>>>;

/** What an environment has in one jurisdiction. */
export interface JurisdictionDescription {
  readonly accounts: AccountsDescription;
  /** The numbers that Google gave to the projects, one a purpose: they stand in the names of Google's own agents. */
  readonly projectNumbers: Readonly<Partial<Record<Purpose, string>>>;
  readonly sites: Readonly<Record<SiteKey, SiteDescription>>;
  /** Whether the edge refuses whatever would change this jurisdiction's data (blueprint §15). @default false */
  readonly readOnly?: boolean;
}

/** Where the states of an environment's `zone` and `edge` lie: a Google project of their own, which no site's loss touches. */
export interface EdgeStateDescription {
  /** The project id. */
  readonly project: string;
  /** The project's number. */
  readonly projectNumber: string;
  /** A Google region in the neutral jurisdiction, as `google-<region>`. */
  readonly region: `google-${string}`;
}

/** The environment's edge. Identifiers are assigned once by the provider, and entered after the bootstrap. */
export interface EdgeDescription {
  /** Cloudflare's id of the account, 32 hexadecimal digits. */
  readonly accountId: string;
  /** Cloudflare's id of the environment's zone, 32 hexadecimal digits. */
  readonly zoneId: string;
  readonly state: EdgeStateDescription;
  /**
   * The certificate authority, in PEM, that signed the client certificate with which our zone, and no other customer's,
   * calls the gateways. Public: the private keys stay outside Terraform.
   */
  readonly originPullCertificateAuthority: string;
}

/** One environment, readable alone. */
export interface EnvironmentDescription {
  /** Kebab-case, at most 16 characters: it stands in every name. */
  readonly name: string;
  readonly phase: Phase;
  /** Overrides the phase's size. */
  readonly size?: Size;
  /** The environment's own registrable domain. */
  readonly domain: string;
  /** What it may cost in US dollars a month, taxes left out. */
  readonly usdPerMonth: number;
  /** Exact provider versions, so that a new version is promoted like anything else. */
  readonly providers: Readonly<Record<PinnedProvider, string>>;
  /** On every resource, beside the estate's own tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly edge: EdgeDescription;
  readonly jurisdictions: Readonly<Partial<Record<Origin, JurisdictionDescription>>>;
}

/** The seven namespaces of blueprint §7. */
export const namespaces = ["analytics", "api", "governance", "protocol", "security", "trade", "trust"] as const;
/** A Kubernetes namespace of the platform. */
export type Namespace = (typeof namespaces)[number];

/** Kinds of stores that a service can have. */
export const storeKinds = ["postgresql", "dynamodb", "object", "queue", "vault"] as const;
/** A kind of store. */
export type StoreKind = (typeof storeKinds)[number];

/** Where a service keeps data. */
export interface StoreDescription {
  readonly kind: StoreKind;
  readonly dataClass: DataClass;
}

/** One of MeetBarter's own services. */
export interface ServiceDescription {
  readonly summary: string;
  readonly namespace: Namespace;
  /** The most sensitive data that it handles. */
  readonly dataClass: DataClass;
  /** The network zone that its pods run in; `public` for what is served from the edge alone. */
  readonly zone: Zone;
  /** TCP port on which it takes calls. */
  readonly port: number;
  /** Services that it calls. */
  readonly calls: readonly string[];
  /** Its stores by name. */
  readonly stores: Readonly<Record<string, StoreDescription>>;
  readonly recovery: {
    /** At most this much data may be lost, in minutes. */
    readonly pointMinutes: number;
    /** It is back after at most this many minutes. */
    readonly timeMinutes: number;
  };
  /** Name of its workload identity. */
  readonly identity: string;
  /** Repository of its container image, without registry and digest. */
  readonly image: string;
}

/** What is above the environments. */
export interface OrganizationDescription {
  /** Kebab-case, at most 16 characters: the first word of every physical name. */
  readonly name: string;
  /** `owner/name` on GitHub, or `owner@id/name@id` where its tokens' subjects are immutable: whose workflows may plan and apply. */
  readonly repository: string;
  /** AWS account ids of the organization. */
  readonly accounts: { readonly management: string; readonly security: string };
}

/** The whole estate: what synthesis is a function of. */
export interface EstateDescription {
  readonly organization: OrganizationDescription;
  readonly environments: readonly EnvironmentDescription[];
  /** By name, in kebab-case. */
  readonly services: Readonly<Record<string, ServiceDescription>>;
  /** Flows between zones that the platform needs, whatever the services are. */
  readonly flows: readonly Flow[];
}
