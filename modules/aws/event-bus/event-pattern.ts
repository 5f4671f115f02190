import { jsonDocument } from "../../core/json";
import { jsonList } from "../../core/json-lists";
import type { Breach } from "../../core/props";

/** Which events are meant: those for which all that is given holds. At least one part is given. */
export interface EventPattern {
  /** Who told the event, 1 to 50 names, such as `meetbarter.trade-engine`. @default - anyone */
  readonly sources?: readonly string[];
  /** The kinds of events, 1 to 50 names. @default - any kind */
  readonly detailTypes?: readonly string[];
  /** Only events that were first told in this region, by its code. @default - any region */
  readonly toldIn?: string;
  /** Only events that were first told in another region than this one, by its code. @default - any region */
  readonly notToldIn?: string;
  /** `with`: what is replayed out of an archive counts, wherever it was told. `without`: it does not. @default "with" */
  readonly replays?: "with" | "without";
}

/** What is wrong with a pattern. */
export const patternBreach = (pattern: EventPattern): Breach | undefined => {
  const { sources, detailTypes, toldIn, notToldIn } = pattern;
  const lists = [sources, detailTypes].filter((list) => list !== undefined);
  if (lists.length === 0 && toldIn === undefined && notToldIn === undefined) {
    return { must: "have a pattern that says which events are meant", fix: "give sources, kinds or a region", got: pattern };
  }
  if (toldIn !== undefined && notToldIn !== undefined) {
    return { must: "have one of 'toldIn' and 'notToldIn' in a pattern", fix: "remove one of the two", got: pattern };
  }
  const wrong = lists.find((list) => list.length < 1 || list.length > 50 || new Set(list).size !== list.length || list.includes(""));
  return wrong === undefined
    ? undefined
    : { must: "have 1 to 50 different names in each list of a pattern", fix: "mend the list", got: wrong };
};

const isReplay = { "replay-name": [{ exists: true }] };
const isNoReplay = { "replay-name": [{ exists: false }] };

/**
 * The pattern as EventBridge reads it. An event that is forwarded keeps the region in which it was told first, and one
 * that is replayed has a `replay-name` (Amazon EventBridge User Guide, Sending and receiving events between Regions, and
 * Replaying archived events; read 2026-11).
 */
export const eventPattern = ({ sources, detailTypes, toldIn, notToldIn, replays = "with" }: EventPattern): string => {
  const region = toldIn === undefined ? notToldIn && [{ "anything-but": [notToldIn] }] : [toldIn];
  const place = region === undefined ? {} : { region };
  return jsonDocument({
    ...(sources === undefined ? {} : { source: jsonList([...sources].sort()) }),
    ...(detailTypes === undefined ? {} : { "detail-type": jsonList([...detailTypes].sort()) }),
    ...(replays === "without" ? { ...place, ...isNoReplay } : region === undefined ? {} : { $or: [place, isReplay] }),
  });
};
