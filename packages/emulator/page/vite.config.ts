import { defineConfig, type UserConfig } from "vite";

const config: UserConfig = defineConfig({
  base: "/emulator/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    // The page's policy allows no inline anything, so small files stay files.
    assetsInlineLimit: 0,
    target: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});

export default config;
