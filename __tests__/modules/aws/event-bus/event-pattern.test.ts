import { eventPattern, patternBreach, type EventPattern } from "../../../../modules/aws/event-bus/event-pattern";

const parsed = (pattern: EventPattern): unknown => JSON.parse(eventPattern(pattern));

describe("event pattern", () => {
  test.each<[string, EventPattern, unknown]>([
    ["names are sorted", { sources: ["b", "a"], detailTypes: ["d", "c"] }, { source: ["a", "b"], "detail-type": ["c", "d"] }],
    [
      "told in a region, or replayed",
      { detailTypes: ["c"], toldIn: "eu-west-1" },
      { "detail-type": ["c"], $or: [{ region: ["eu-west-1"] }, { "replay-name": [{ exists: true }] }] },
    ],
    [
      "told in a region, and not replayed",
      { toldIn: "eu-west-1", replays: "without" },
      { region: ["eu-west-1"], "replay-name": [{ exists: false }] },
    ],
    [
      "told elsewhere, and not replayed",
      { notToldIn: "eu-west-1", replays: "without" },
      { region: [{ "anything-but": ["eu-west-1"] }], "replay-name": [{ exists: false }] },
    ],
    ["no replays of a source", { sources: ["a"], replays: "without" }, { source: ["a"], "replay-name": [{ exists: false }] }],
  ])("%s", (_, pattern, expected) => {
    expect(parsed(pattern)).toEqual(expected);
    expect(patternBreach(pattern)).toBeUndefined();
  });

  test.each<[string, EventPattern, string]>([
    ["nothing", {}, "says which events are meant"],
    ["replays alone", { replays: "without" }, "says which events are meant"],
    ["two regions", { toldIn: "eu-west-1", notToldIn: "eu-west-1" }, "one of 'toldIn' and 'notToldIn'"],
    ["an empty list", { sources: [] }, "1 to 50 different names"],
    ["a name twice", { detailTypes: ["a", "a"] }, "1 to 50 different names"],
    ["an empty name", { sources: [""] }, "1 to 50 different names"],
  ])("%s is no pattern", (_, pattern, must) => {
    expect(patternBreach(pattern)?.must).toContain(must);
  });
});
