import { existsSync, readdirSync } from "node:fs";
import { build } from "./build.mjs";
import { install, root, run } from "./install.mjs";

// Every package's measurements, one after the other: figures of two at once would tell nothing.
install();
build();
for (const name of readdirSync(`${root}packages`)) {
  const folder = `${root}packages/${name}/bench`;
  if (!existsSync(folder)) continue;
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith(".mjs"))) {
    console.log(`\n${name}: ${file}`);
    run(process.execPath, [`${folder}/${file}`]);
  }
}
