import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { smallFonts } from "./vite.fonts.ts";

/** Where `npm run dev` finds a running server. */
const server = process.env.SIGHTLINE_URL ?? "http://127.0.0.1:8470";

/** Beside each text asset its brotli form, at the level that takes too long while a page waits. */
function brotli(): Plugin {
  return {
    name: "brotli",
    writeBundle({ dir = "" }) {
      for (const file of readdirSync(join(dir, "assets")).filter((name) => /\.(js|css)$/.test(name))) {
        const path = join(dir, "assets", file);
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), smallFonts(), brotli()],
  build: {
    outDir: "../server/sightline_server/page",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": server, "/schema": server } },
  test: { include: ["src/**/*.test.ts"] },
});
