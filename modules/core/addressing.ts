import { EstateError } from "./errors";
import { zones, type Zone } from "./words";

/** An IPv4 range: `base` is the first address as an unsigned 32-bit number, `prefix` the number of fixed bits (0 to 32). */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const cidrPattern = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}/(3[0-2]|[12]?\\d)$`);

/** Number of addresses in a range with `prefix` fixed bits. */
export const addressCount = (prefix: number): number => 2 ** (32 - prefix);

/** Reads `a.b.c.d/p`. `undefined` when malformed or not on its boundary. */
export const parseCidr = (text: string): Cidr | undefined => {
  const match = cidrPattern.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const base = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  return base % addressCount(prefix) === 0 ? { base, prefix } : undefined;
};

/** Writes a range as `a.b.c.d/p`. */
export const formatCidr = ({ base, prefix }: Cidr): string =>
  `${[24, 16, 8, 0].map((shift) => String(Math.floor(base / 2 ** shift) % 256)).join(".")}/${String(prefix)}`;

/** Whether two ranges share an address. */
export const cidrsOverlap = (a: Cidr, b: Cidr): boolean =>
  a.base < b.base + addressCount(b.prefix) && b.base < a.base + addressCount(a.prefix);

/** Whether `outer` holds all of `inner`. */
export const cidrContains = (outer: Cidr, inner: Cidr): boolean =>
  outer.base <= inner.base && inner.base + addressCount(inner.prefix) <= outer.base + addressCount(outer.prefix);

/**
 * The `slot`-th range with `prefix` fixed bits inside `parent`.
 *
 * @throws EstateError BadCidr when the slot does not exist.
 */
export const cidrSlot = (parent: string, prefix: number, slot: number): string => {
  const outer = parseCidr(parent);
  const slots = outer === undefined ? 0 : 2 ** (prefix - outer.prefix);
  if (outer === undefined || !Number.isInteger(slot) || slot < 0 || slot >= slots) {
    throw new EstateError([
      {
        code: "BadCidr",
        place: "address plan",
        rule: `slot ${String(slot)} of size /${String(prefix)} must lie inside ${parent}`,
        fix: "use a slot of the plan in docs/architecture.md",
      },
    ]);
  }
  return formatCidr({ base: outer.base + slot * addressCount(prefix), prefix });
};

/** Highest block number: one block a site, all of 10.0.0.0/8. */
export const highestAddressBlock = 255;

/** Availability-zone slots of each network zone; three are used, one is in reserve. */
export const availabilityZoneSlots = 4;

/** Availability zones that a network stands in. */
export const availabilityZonesUsed = 3;

const eachZone = <T>(make: (zone: Zone, slot: number) => T): Readonly<Record<Zone, T>> =>
  Object.fromEntries(zones.map((zone, slot) => [zone, make(zone, slot)] as const)) as Record<Zone, T>;

/** Everything that one site may address. All are IPv4 ranges in CIDR notation. */
export interface AddressPlan {
  /** 10.N.0.0/16: all that belongs to the site but its pods. */
  readonly site: string;
  /** 10.N.0.0/17: the workload network, eight /20 slots for network zones, five of them used. */
  readonly network: string;
  /** A /20 a network zone, so that a flow between two zones is one rule. */
  readonly zones: Readonly<Record<Zone, string>>;
  /** A /22 (1,024 addresses) for each network zone and availability-zone slot, in the order of the slots. */
  readonly subnets: Readonly<Record<Zone, readonly string[]>>;
  /** A /18 out of 100.64.0.0/10 for pods. */
  readonly pods: string;
  /** A /20 (4,096 pods) for each availability-zone slot. */
  readonly podSubnets: readonly string[];
  /** 10.N.128.0/18: the vault enclave's own network. */
  readonly vaultNetwork: string;
  /** 10.N.192.0/20: Google's proxy-only subnetworks. */
  readonly proxyOnly: string;
  /** 10.N.208.0/20: Google's private service access. */
  readonly privateService: string;
  /** 10.N.224.0/20: attachments of transit gateways and tunnels. */
  readonly transit: string;
  /** 10.N.240.0/20: addresses of the cluster's services, which exist inside the cluster only. */
  readonly clusterServices: string;
}

const sequence = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/**
 * The address plan of the site with block number `block` (0 to {@link highestAddressBlock}).
 * Network zones come first and availability zones second.
 *
 * @throws EstateError BadCidr when the block number is outside its bounds.
 */
export const addressPlan = (block: number): AddressPlan => {
  const site = cidrSlot("10.0.0.0/8", 16, block);
  const network = cidrSlot(site, 17, 0);
  const pods = cidrSlot("100.64.0.0/10", 18, block);
  const zoneRanges = eachZone((_, slot) => cidrSlot(network, 20, slot));
  const slots = sequence(availabilityZoneSlots);
  return {
    site,
    network,
    zones: zoneRanges,
    subnets: eachZone((zone) => slots.map((slot) => cidrSlot(zoneRanges[zone], 22, slot))),
    pods,
    podSubnets: slots.map((slot) => cidrSlot(pods, 20, slot)),
    vaultNetwork: cidrSlot(site, 18, 2),
    proxyOnly: cidrSlot(site, 20, 12),
    privateService: cidrSlot(site, 20, 13),
    transit: cidrSlot(site, 20, 14),
    clusterServices: cidrSlot(site, 20, 15),
  };
};
