// Loaded before the product where its memory is measured: what it holds is what is left when it has tidied up.
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  globalThis.gc?.();
});
