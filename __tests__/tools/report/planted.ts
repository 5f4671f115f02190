import { estate } from "../../../environments";
import { synthesizeEstate, type SynthesisRequest } from "../../../main";
import { makeReport, type Report, type ReportStack } from "../../../tools/report/model";

/** The report of the estate, or of a part of it. */
export const reportOf = (request: SynthesisRequest = {}): Report => makeReport(estate, synthesizeEstate(request));

/** A stack like `like` in another layer, on which nothing stands. */
export const plantStack = (like: ReportStack, more: Partial<ReportStack> & Pick<ReportStack, "layer">): ReportStack => ({
  ...like,
  name: [like.environment, like.origin, like.cloud, like.region, more.layer].join("-"),
  dependsOn: [],
  neededBy: [],
  reads: {},
  readBy: [],
  ...more,
});
