// Parses the whole style sheet and fails on any error: cargo-leptos ships a sheet it cannot read as it is,
// without a word. Also finds custom properties that are used but set nowhere, which a browser ignores in silence.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { bundle } = createRequire(root + "end2end/package.json")("lightningcss");

const entry = root + "style/main.css";
const faults = [];
const defined = new Set();
const used = new Set();

try {
  const { warnings } = bundle({
    filename: entry,
    errorRecovery: false,
    visitor: {
      Declaration: {
        custom(property) {
          defined.add(property.name);
        },
      },
      Variable(variable) {
        if (!variable.fallback) used.add(variable.name.ident);
      },
    },
  });
  for (const { message, loc } of warnings) faults.push(`${loc.filename}:${loc.line}: ${message}`);
} catch (error) {
  faults.push(`${error.fileName ?? entry}:${error.loc?.line ?? 1}: ${error.message}`);
}

if (faults.length === 0) {
  for (const name of used) {
    if (!defined.has(name)) faults.push(`style/: var(${name}) is used, but nothing sets ${name}`);
  }
}

for (const fault of faults) console.error(fault.replace(root, ""));
if (faults.length > 0) process.exit(1);
console.log(`style: one sheet, ${defined.size} custom properties, no fault`);
