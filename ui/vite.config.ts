import { defineConfig } from "vite";

/**
 * The dashboard goes to `dist/ui`: a page, its parts as files of their own with
 * a hash in their names, and the licences of what is bundled. `--mode report`
 * makes the page of one report besides, as one script and one style, which the
 * command line puts into a single file.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: "./",
  publicDir: mode === "report" ? false : "public",
  build: {
    outDir: mode === "report" ? "../dist/ui/report" : "../dist/ui",
    emptyOutDir: true,
    target: "es2024",
    license: { fileName: "licences.md" },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    ...(mode === "report" ? { rolldownOptions: onePage, cssCodeSplit: false } : {}),
  },
}));

const onePage = {
  input: "src/report.tsx",
  output: {
    format: "iife",
    codeSplitting: false,
    entryFileNames: "report.js",
    assetFileNames: "report.[ext]",
  },
} as const;
