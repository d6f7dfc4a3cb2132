// Lays a compressed form beside each file of a folder, for browsers that take it: `node compress.mjs FOLDER`.
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

const found = await readdir(process.argv[2], { recursive: true, withFileTypes: true });
await Promise.all(
  found
    .filter((one) => one.isFile())
    .map(async (one) => {
      const file = path.join(one.parentPath, one.name);
      const bytes = await readFile(file);
      await Promise.all([writeFile(`${file}.br`, await brotli(bytes, BEST)), writeFile(`${file}.gz`, await zip(bytes, { level: 9 }))]);
    }),
);
