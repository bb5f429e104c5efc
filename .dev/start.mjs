import { build } from "./build.mjs";
import { install, root } from "./install.mjs";

// The main job: the platform, the phone page and the example app, on one machine.
install();
build();
process.argv = [
  process.execPath,
  `${root}packages/cli/bin/repartee.js`,
  "dev",
  ...process.argv.slice(2),
  "--",
  process.execPath,
  `${root}examples/photo-booth/app.js`,
];
await import("../packages/cli/bin/repartee.js");
