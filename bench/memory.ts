/** Maximum resident memory of the process above the start, threads included, until `stop`. In MB. */
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
