import type { DataClass } from "../modules/core/words";
import type { ServiceDescription } from "./description";
import { operatorIdentities } from "./kubernetes/identities";

/** The role, or service account, with which CI plans. */
export const planRole = "terraform-plan";
/** The role, or service account, with which CI applies. */
export const applyRole = "terraform-apply";
/** The role, or service account, of the people who administer keys, and may not use them. */
export const keyAdministratorRole = "key-administrator";
/** The role, or service account, with which backups are made and copied; it may encrypt with the backup key, but not read. */
export const backupOperatorRole = "backup-operator";

/** The role, or service account, with which the cluster's secrets operator reads the secrets of the services. */
export const secretsOperatorRole: string = operatorIdentities.secrets.identity;

/** The role, or service account, of one of MeetBarter's services. */
export const serviceRole = ({ identity }: Pick<ServiceDescription, "identity">): string => `service-${identity}`;

/** The services that run as pods and so have an identity; what is served from the edge alone has none. */
export const servicesWithIdentity = (services: Readonly<Record<string, ServiceDescription>>): readonly ServiceDescription[] =>
  Object.entries(services)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, service]) => service)
    .filter((service) => service.zone !== "public");

/** A key's word: what it is for and how sensitive what it encrypts is. */
export const keyWord = (purpose: string, dataClass: DataClass): string => `${purpose}-${dataClass}`;
