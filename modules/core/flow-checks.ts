import type { Problem } from "./errors";
import { flowKey, flowMatrix, peers, type Flow } from "./flows";
import type { Breach, Check } from "./props";

const protocols: readonly Flow["protocol"][] = ["tcp", "udp"];

/** What a cloud takes as the purpose of a flow. */
export interface PurposeForm {
  readonly pattern: RegExp;
  /** The form in words; follows "have purposes of". */
  readonly form: string;
}

const flowBreach = (flow: Flow, purposes: PurposeForm): Breach | undefined => {
  const [first, last] = flow.ports;
  if (!peers.includes(flow.from) || !peers.includes(flow.to)) {
    return { must: `begin and end at one of ${peers.join(", ")}`, fix: "correct the peer", got: flow };
  }
  if (!protocols.includes(flow.protocol)) return { must: `have a protocol out of ${protocols.join(", ")}`, fix: "use tcp", got: flow };
  if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last > 65_535 || first > last) {
    return { must: "have ports from 1 to 65535, the lower one first", fix: "correct the ports", got: flow };
  }
  return purposes.pattern.test(flow.purpose)
    ? undefined
    : { must: `have purposes of ${purposes.form}`, fix: "shorten or respell the purpose", got: flow };
};

/** Flows whose peers, protocol, ports and purpose are well formed. */
export const wellFormedFlows =
  (purposes: PurposeForm): Check<readonly Flow[]> =>
  (flows) =>
    flows.map((flow) => flowBreach(flow, purposes)).find((breach): breach is Breach => breach !== undefined);

const refusal = ({ from, to }: Flow): string | undefined => {
  const both = [from, to];
  if (both.includes("vault") && both.includes("internet")) return "no flow may join the vault zone and the internet";
  if (from === "endpoints") return "no flow may begin at the private endpoints, for they only answer";
  if (from === "internet" && to === "endpoints") return "no flow may join the internet and the private endpoints";
  return from === "internet" && to === "internet" ? "a flow must touch the network" : undefined;
};

/** The flows that no matrix may hold, whatever it is for. */
export const refusedFlows = (place: string, flows: readonly Flow[]): Problem[] =>
  flowMatrix(flows).flatMap((flow) => {
    const rule = refusal(flow);
    return rule === undefined
      ? []
      : [{ code: "FlowRefused", place, rule, value: flowKey(flow), fix: "remove the flow, or send it through another zone" }];
  });
