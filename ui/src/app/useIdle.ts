import { useEffect, useState } from "react";

/** False until the first page had its time: what is not needed at once loads then. */
export function useIdle(after = 1500): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return idle;
}
