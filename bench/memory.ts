/** Resident memory of the process, threads included, over what it was, at its highest until `stop`. In MB. */
export function watchMemory(): { stop(): number } {
  const rssMb = () => process.memoryUsage.rss() / 2 ** 20;
  const start = rssMb();
  let highest = start;
  const timer = setInterval(() => {
    highest = Math.max(highest, rssMb());
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return highest - start;
    },
  };
}
