import type { ObjectValue } from "../../protocol/values";
import { numberOf } from "../computed/google-row";
import { chanceOf, fixedInstant } from "../computed/made";
import { givenText, textFrom, textOf } from "./config";
import { failed, found, type DataSourceRequest, type Reader } from "./data-source";
import { genericValues } from "./generic";
import { readGooglePolicy } from "./google-policy";
import { reader, type Lookup } from "./lookup";

const projectOf = ({ config, scope }: DataSourceRequest): string => givenText(config, "project") ?? scope.project ?? "";

/** The number of a project: of the one in the world, else the one that all its resources are given. */
const projectNumber = (request: DataSourceRequest): string => {
  const project = projectOf(request);
  const made = request.world.all("google_project").find(({ values }) => values["project_id"] === project)?.values;
  const scope = { ...request.scope, project };
  return (made && givenText(made, "number")) ?? numberOf({ type: "", stack: "", scope, value: () => null, chance: () => "" });
};

const token = (kind: string, seed: string): string => `${kind}${chanceOf(seed, "base64", 120)}`;

const readClientConfig: Reader = (request) => {
  const { scope, zone, defaultLabels = {} } = request;
  const [project, region] = [scope.project ?? null, scope.region ?? null];
  return found({
    id: `projects/${textFrom(project)}/regions/${textFrom(region)}/zones/${zone ?? ""}`,
    project,
    region,
    zone: zone ?? null,
    access_token: token("ya29.", `access ${textFrom(project)}`),
    default_labels: defaultLabels,
  });
};

/** Who makes a rehearsal. */
const rehearsalAccount = (request: DataSourceRequest): string =>
  `rehearsal@${request.scope.project ?? "rehearsal"}.iam.gserviceaccount.com`;

const project: Lookup = {
  of: ["google_project"],
  reach: "everywhere",
  by: { project_id: "project_id" },
  // Projects are mostly made elsewhere, and one can't work without the one that it works in.
  standing: (request) => {
    const id = givenText(request.config, "project_id") ?? request.scope.project;
    if (id === undefined) return [];
    return [
      {
        ...genericValues(request),
        id: `projects/${id}`,
        project_id: id,
        name: id,
        number: projectNumber({ ...request, config: { project: id } }),
      },
    ];
  },
  missing: "project_id is not set",
  values: (values) => ({
    id: `projects/${textOf(values, "project_id") ?? ""}`,
    labels: values["labels"] ?? {},
    effective_labels: values["effective_labels"] ?? {},
    terraform_labels: values["terraform_labels"] ?? {},
    tags: values["tags"] ?? null,
    org_id: values["org_id"] ?? "",
    folder_id: values["folder_id"] ?? "",
    billing_account: values["billing_account"] ?? "",
    deletion_policy: values["deletion_policy"] ?? "PREVENT",
    auto_create_network: values["auto_create_network"] ?? true,
  }),
};

/** The account by which a service of Google's acts in a project. */
const serviceAgent =
  (form: (number: string) => string, values: (email: string, request: DataSourceRequest) => ObjectValue): Reader =>
  (request) => {
    const email = form(projectNumber(request));
    return found({ project: projectOf(request), member: `serviceAccount:${email}`, ...values(email, request) });
  };

const accountId = (project: string, email: string): string => `projects/${project}/serviceAccounts/${email}`;

const emailOf = (request: DataSourceRequest): string => {
  const id = (textOf(request.config, "account_id") ?? "").replace(/^.*\/serviceAccounts\//, "");
  return id.includes("@") ? id : `${id}@${projectOf(request)}.iam.gserviceaccount.com`;
};

const serviceAccount: Lookup = {
  of: ["google_service_account"],
  reach: "everywhere",
  by: {
    account_id: (asked, values, request) => [values["email"], values["unique_id"]].includes(asked) || values["email"] === emailOf(request),
  },
  missing: 'Service Account "{account_id}" not found',
};

/** Regions of Google's of 2026 that are in use here and there; the list of a real project is longer or shorter. */
const regionNames = [
  "africa-south1",
  "asia-east1",
  "asia-northeast1",
  "asia-south1",
  "asia-southeast1",
  "australia-southeast1",
  "europe-central2",
  "europe-north1",
  "europe-southwest1",
  "europe-west1",
  "europe-west12",
  "europe-west2",
  "europe-west3",
  "europe-west4",
  "europe-west6",
  "europe-west8",
  "europe-west9",
  "me-central1",
  "me-central2",
  "me-west1",
  "northamerica-northeast1",
  "southamerica-east1",
  "us-central1",
  "us-east1",
  "us-east4",
  "us-west1",
];

/** Regions whose zones have other letters than a, b and c. */
const otherLetters: Readonly<Record<string, readonly string[]>> = {
  "europe-west1": ["b", "c", "d"],
  "us-central1": ["a", "b", "c", "f"],
  "us-east1": ["b", "c", "d"],
};

const lastPart = (text: string): string => text.slice(text.lastIndexOf("/") + 1);

const readZones: Reader = (request) => {
  const region = lastPart(givenText(request.config, "region") ?? request.scope.region ?? "");
  if (region === "") return failed("Cannot determine region: set in this resource, or set provider-level 'region' or 'zone'.");
  const letters = otherLetters[region] ?? ["a", "b", "c"];
  const isDown = request.config["status"] === "DOWN";
  return found({
    id: `projects/${projectOf(request)}/regions/${region}`,
    project: projectOf(request),
    names: isDown ? [] : letters.map((letter) => `${region}-${letter}`),
  });
};

/** What GKE offers, newest first: made up, in its form. */
const gkeVersions = ["1.33.5-gke.1080000", "1.33.4-gke.1350000", "1.32.9-gke.1207000", "1.32.8-gke.1134000", "1.31.13-gke.1139000"];

const readGkeVersions: Reader = ({ config }) => {
  const prefix = givenText(config, "version_prefix") ?? "";
  const offered = gkeVersions.filter((version) => version.startsWith(prefix));
  const [latest = null] = offered;
  const channels = { EXTENDED: gkeVersions[4], RAPID: gkeVersions[0], REGULAR: gkeVersions[1], STABLE: gkeVersions[2] };
  const byChannel = Object.fromEntries(Object.entries(channels).map(([name, version = ""]) => [name, version] as const));
  return found({
    id: fixedInstant,
    default_cluster_version: gkeVersions[1] ?? "",
    latest_master_version: latest,
    latest_node_version: latest,
    valid_master_versions: offered,
    valid_node_versions: offered,
    release_channel_default_version: byChannel,
    release_channel_latest_version: byChannel,
    release_channel_upgrade_target_version: byChannel,
  });
};

/** Ranges that Google documents and doesn't change (read on cloud.google.com, 2026-11). Others are made up. */
const netblocks: Readonly<Record<string, { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }>> = {
  "health-checkers": { ipv4: ["35.191.0.0/16", "130.211.0.0/22"], ipv6: ["2600:2d00:1:b029::/64", "2600:2d00:1:1::/64"] },
  "legacy-health-checkers": { ipv4: ["35.191.0.0/16", "209.85.152.0/22", "209.85.204.0/22"], ipv6: [] },
  "iap-forwarders": { ipv4: ["35.235.240.0/20"], ipv6: [] },
  "dns-forwarders": { ipv4: ["35.199.192.0/19"], ipv6: [] },
  "restricted-googleapis": { ipv4: ["199.36.153.4/30"], ipv6: ["2600:2d00:2:1000::/64"] },
  "private-googleapis": { ipv4: ["199.36.153.8/30"], ipv6: ["2600:2d00:2:2000::/64"] },
};

const readNetblocks: Reader = ({ config }) => {
  const type = givenText(config, "range_type") ?? "cloud-netblocks";
  const { ipv4, ipv6 } = netblocks[type] ?? { ipv4: ["198.18.0.0/24", "198.18.1.0/24"], ipv6: ["2001:db8::/48"] };
  return found({ id: `netblock-ip-ranges-${type}`, cidr_blocks: [...ipv4, ...ipv6], cidr_blocks_ipv4: ipv4, cidr_blocks_ipv6: ipv6 });
};

/** An image of one of Google's own projects, or of the world. */
const readImage: Reader = (request) => {
  const { config } = request;
  const inProject = givenText(config, "project") ?? request.scope.project ?? "";
  const family = givenText(config, "family");
  const made = request.world
    .all("google_compute_image")
    .find(
      ({ values }) =>
        values["name"] === (textOf(config, "name") ?? values["name"]) && (family === undefined || values["family"] === family),
    );
  if (made !== undefined && givenText(config, "project") === undefined) return found({ ...genericValues(request), ...made.values });
  const name = givenText(config, "name") ?? `${family ?? "image"}-v20260101`;
  const id = `projects/${inProject}/global/images/${name}`;
  return found({
    ...genericValues(request),
    id,
    name,
    family: family ?? name.replace(/-v\d{8}$/, ""),
    project: inProject,
    self_link: `https://www.googleapis.com/compute/v1/${id}`,
    disk_size_gb: 10,
    status: "READY",
  });
};

const secretName = (config: ObjectValue, inProject: string): string => {
  const secret = textOf(config, "secret") ?? "";
  return secret.startsWith("projects/") ? secret : `projects/${inProject}/secrets/${secret}`;
};

/** What a version of a secret holds: as it was written, if it was kept; else made up. */
export const googleSecret = (request: DataSourceRequest): ObjectValue => {
  const name = secretName(request.config, projectOf(request));
  const version = givenText(request.config, "version");
  const made = request.world
    .all("google_secret_manager_secret_version")
    .filter(
      ({ values }) =>
        lastPart(textOf(values, "secret") ?? "") === lastPart(name) &&
        (version === undefined || textFrom(values["version"] ?? null) === version),
    )
    .at(-1)?.values;
  const number = version === undefined || version === "latest" ? textFrom(made?.["version"] ?? "1") : version;
  const id = `${name}/versions/${number}`;
  return {
    id,
    name: id,
    project: projectOf(request),
    version: number,
    secret_data: made?.["secret_data"] ?? `secret-${chanceOf(id, "lower", 24)}`,
    enabled: made?.["enabled"] ?? true,
    create_time: fixedInstant,
    destroy_time: null,
  };
};

const readAccessToken: Reader = ({ config }) => {
  const target = textOf(config, "target_service_account") ?? "";
  return found({
    id: `projects/-/serviceAccounts/${target}`,
    access_token: token("ya29.", target),
    lifetime: givenText(config, "lifetime") ?? "3600s",
  });
};

/** A signed token of three parts. Nobody signed it. */
export const webToken = (claims: Readonly<Record<string, unknown>>): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${body}.${chanceOf(body, "base64", 86)}`;
};

const readIdToken: Reader = (request) => {
  const target = givenText(request.config, "target_service_account");
  const audience = textOf(request.config, "target_audience") ?? "";
  const claims = {
    iss: "https://accounts.google.com",
    aud: audience,
    sub: target ?? rehearsalAccount(request),
    iat: 1767225600,
    exp: 1767229200,
  };
  return found({ id: target === undefined ? audience : `projects/-/serviceAccounts/${target}`, id_token: webToken(claims) });
};

const agentWithId = (email: string): ObjectValue => ({ id: email, email_address: email });

/** Data sources of Google's provider. */
export const googleReaders: Readonly<Record<string, Reader>> = {
  google_iam_policy: readGooglePolicy,
  google_client_config: readClientConfig,
  google_client_openid_userinfo: (request) => found({ id: rehearsalAccount(request), email: rehearsalAccount(request) }),
  google_project: reader(project),
  google_service_account: reader(serviceAccount),
  google_storage_project_service_account: serviceAgent(
    (number) => `service-${number}@gs-project-accounts.iam.gserviceaccount.com`,
    agentWithId,
  ),
  google_storage_transfer_project_service_account: serviceAgent(
    (number) => `project-${number}@storage-transfer-service.iam.gserviceaccount.com`,
    (email) => ({ id: email, email, subject_id: chanceOf(email, "digits", 21) }),
  ),
  google_compute_default_service_account: serviceAgent(
    (number) => `${number}-compute@developer.gserviceaccount.com`,
    (email, request) => ({
      id: accountId(projectOf(request), email),
      name: accountId(projectOf(request), email),
      email,
      display_name: "Compute Engine default service account",
      unique_id: chanceOf(email, "digits", 21),
    }),
  ),
  google_compute_regions: (request) => {
    const names = request.config["status"] === "DOWN" ? [] : regionNames;
    return found({ id: `projects/${projectOf(request)}`, project: projectOf(request), names });
  },
  google_compute_zones: readZones,
  google_container_engine_versions: readGkeVersions,
  google_netblock_ip_ranges: readNetblocks,
  google_compute_image: readImage,
  google_secret_manager_secret_version: (request) => found(googleSecret(request)),
  google_secret_manager_secret_version_access: (request) => found(googleSecret(request)),
  google_service_account_access_token: readAccessToken,
  google_service_account_id_token: readIdToken,
};
