import { Op, Token } from "cdktf";
import { holdsToken } from "./props";

/** A count that is known, or a token of one, in a smaller unit. */
const times = (count: number, factor: number): number => (holdsToken(count) ? Token.asNumber(Op.mul(count, factor)) : count * factor);

/** Hours in seconds. */
export const hoursInSeconds = (hours: number): number => times(hours, 3_600);

/** Seconds in milliseconds. */
export const secondsInMilliseconds = (seconds: number): number => times(seconds, 1_000);

/** Days in seconds. */
export const daysInSeconds = (days: number): number => times(days, 86_400);

/** How long logs may be kept in CloudWatch, in days (PutRetentionPolicy in the CloudWatch Logs API Reference, read 2026-11). */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
