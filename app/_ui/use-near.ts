'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * How long pointer or focus rests before something is fetched ahead: shorter than a press after coming near, longer than
 * on the way past.
 * @public
 */
export const nearAfterMs = 60;

/**
 * Whether somebody is about to follow a link: pointer or focus rests on it, or a finger is down. What it leads to is
 * fetched whole from then on (`prefetch={isNear}`), never for a whole list at once.
 * @public
 */
export function useNear() {
  const [isNear, setNear] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const come = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setNear(true), nearAfterMs);
  };
  const leave = () => clearTimeout(timer.current);
  return {
    isNear,
    near: {
      onPointerEnter: come,
      onPointerLeave: leave,
      onPointerDown: () => setNear(true),
      onFocus: come,
      onBlur: leave,
    },
  };
}
