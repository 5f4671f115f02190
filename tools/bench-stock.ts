import { App } from "cdktf";
import { estate } from "../environments";
import { buildStack, planEstate } from "../regions/estate";

// The estate as a stock cdktf app, for `npm run bench`: one App that holds every stack, with a stack trace for every
// token and none of our checks of what comes out. `tsx tools/bench-stock.ts [output folder]`
const [outdir] = process.argv.slice(2);
const app = new App(outdir === undefined ? {} : { outdir });
for (const plan of planEstate(estate)) buildStack(app, plan);
app.synth();
