// Measures the npm packages email-reply-parser and planer over the plain cases of a JSON Lines file, in processor time:
//   node tests/BalancePipeline.Benchmarks/extraction-peers.mjs CASES.jsonl
// The packages are installed into a temporary folder and removed again; nothing of theirs is kept.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mails = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map(JSON.parse)
  .filter((mail) => mail.kind === "plain").map((mail) => mail.input);
const folder = mkdtempSync(join(tmpdir(), "extraction-peers-"));
try {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "email-reply-parser", "planer"], { cwd: folder, stdio: "inherit" });
  const require = createRequire(join(folder, "package.json"));
  const { default: Parser = require("email-reply-parser") } = require("email-reply-parser");
  const planer = require("planer");
  const parser = new Parser();
  measure("email-reply-parser", (text) => parser.read(text).getVisibleText());
  measure("planer", (text) => planer.extractFrom(text, "text/plain"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(name, extract) {
  repeat(extract, 8);
  const [rounds, seconds] = repeat(extract, 5);
  const count = rounds * mails.length;
  console.log(`${name}: ${mails.length} mails, ${Math.round(count / seconds)} mails/s, ${((seconds / count) * 1e6).toFixed(2)} µs per mail`);
}

function repeat(extract, seconds) {
  const start = process.cpuUsage();
  let rounds = 0;
  let passed;
  do {
    for (const mail of mails) {
      try { extract(mail); } catch { /* a package that fails on a mail still took its time */ }
    }
    rounds++;
    const used = process.cpuUsage(start);
    passed = (used.user + used.system) / 1e6;
  } while (passed < seconds);
  return [rounds, passed];
}
