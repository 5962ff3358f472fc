import { useEffect, useState } from "react";

/** The time in seconds since the epoch, again every `every` seconds: for "38 min ago". */
export function useNow(every = 30): number {
  const [now, setNow] = useState(() => Date.now() / 1000);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() / 1000), every * 1000);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
