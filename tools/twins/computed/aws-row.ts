import type { Form, Maker } from "./made";

/** The form of a type: its id, its ARN where it has one, and more attributes. */
export const row = (id: Maker, arn?: Maker, more: Form = {}): Form => ({ id, ...(arn === undefined ? {} : { arn }), ...more });

/** ARNs of a service that has regions. */
export const regional =
  (service: string) =>
  (resource: string): string =>
    `arn:{@partition}:${service}:{@region}:{@account}:${resource}`;

/** ARNs of a service that has none. */
export const global =
  (service: string) =>
  (resource: string): string =>
    `arn:{@partition}:${service}::{@account}:${resource}`;

/** The id of something in EC2: a word and 17 hexadecimal digits. */
export const ec2Id = (prefix: string): string => `${prefix}-{#hex-17}`;

/** Something in EC2 whose ARN ends with its id. */
export const ec2 = (prefix: string, kind: string, more: Form = {}): Form => row(ec2Id(prefix), regional("ec2")(`${kind}/{id}`), more);

/** A setting of an account in a region: there is one. */
export const ofRegion = (more: Form = {}): Form => row("{@region}", undefined, more);

/** A setting of an account: there is one. */
export const ofAccount = (more: Form = {}): Form => row("{@account}", undefined, more);
