// Reads the texts that are named with wink-nlp, and prints the microseconds of one pass over all of them.
"use strict";
const { readFileSync } = require("node:fs");
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));

const texts = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const readAll = () => texts.reduce((count, text) => count + nlp.readDoc(text).entities().out().length, 0);

// At least one pass, and passes until a second is over; the mean time of one in nanoseconds.
const passes = () => {
  const begun = process.hrtime.bigint();
  let count = 0n;
  do {
    readAll();
    count += 1n;
  } while (process.hrtime.bigint() - begun < 1000000000n);
  return (process.hrtime.bigint() - begun) / count;
};

passes();
console.log(String(passes() / 1000n));
