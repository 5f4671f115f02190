import { services } from "../../environments/services";
import type { ServiceDescription } from "../../regions/description";
import { eventSource, eventStreams } from "../../regions/event-streams";
import { serviceFlows } from "../../regions/flows";

const streams = eventStreams(services);

describe("event streams", () => {
  test("are the services' stores of kind queue, told by their owner and those that call it", () => {
    expect(streams).toEqual([
      {
        word: "notifications-outbox",
        detailType: "notifications/outbox",
        dataClass: "internal",
        owner: "notifications",
        tellers: ["api", "auth", "governance-engine", "messaging", "notifications", "trust-engine"],
      },
      {
        word: "trade-engine-trade-events",
        detailType: "trade-engine/trade-events",
        dataClass: "internal",
        owner: "trade-engine",
        tellers: ["api", "trade-engine"],
      },
      {
        word: "value-point-ledger-ledger-events",
        detailType: "value-point-ledger/ledger-events",
        dataClass: "sensitive",
        owner: "value-point-ledger",
        tellers: ["api", "trade-engine", "value-point-ledger"],
      },
    ]);
  });

  test("go no way that a flow does not go", () => {
    for (const { owner, tellers } of streams) {
      const port = services[owner]?.port;
      for (const teller of tellers.filter((one) => one !== owner)) {
        const flows = serviceFlows(teller, services[teller] as ServiceDescription, services);
        expect({ teller, owner, met: flows.some(({ ports }) => ports[0] === port) }).toEqual({ teller, owner, met: true });
      }
    }
  });

  test("what is served from the edge alone tells nothing, and nobody without a queue is told", () => {
    const web = { ...(services["web"] as ServiceDescription), calls: ["notifications"] };
    expect(eventStreams({ ...services, web }).flatMap(({ tellers }) => tellers)).not.toContain("web");
    expect(eventStreams({ web })).toEqual([]);
  });

  test("have sources by organization and service", () => {
    expect(eventSource("meetbarter", "api")).toBe("meetbarter.api");
  });
});
