import { Op, Token } from "cdktf";
import { holdsToken } from "./props";
import { daysInSeconds } from "./units";

/** Days as Google writes a duration: seconds with an `s` behind them. */
export const daysAsDuration = (days: number): string =>
  holdsToken(days) ? `${Token.asString(Op.mul(days, daysInSeconds(1)))}s` : `${String(daysInSeconds(days))}s`;
