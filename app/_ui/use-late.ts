import { useEffect, useState } from 'react';

/**
 * True once `isOn` has lasted for a moment: what is over sooner needs no sign of waiting, and painting one would hold up
 * the answer to a press.
 * @public
 */
export function useLate(isOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(setLate, momentMs, true);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isOn]);
  return isLate;
}

const momentMs = 150;
