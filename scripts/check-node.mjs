// Old syntax on purpose: this file must parse on the Node that it refuses.
var version = process.versions.node.split(".").map(Number);

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error(`Watchword needs Node 20.19 or later; this is ${process.version}.`);
  process.exit(1);
}
