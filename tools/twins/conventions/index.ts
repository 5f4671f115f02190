import { aws } from "./aws";
import { plain, type Convention } from "./convention";
import { google } from "./google";

const conventions: ReadonlyMap<string, Convention> = new Map([
  ["aws", aws],
  ["google", google],
  ["google-beta", google],
]);

/** What a provider does at plan beyond its facts, by the last part of its source. */
export const conventionOf = (provider: string): Convention => conventions.get(provider) ?? plain;
