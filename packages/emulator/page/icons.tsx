import type { JSX } from "preact";

const paths = {
  attach:
    "m20 11.5-7.8 7.8a5 5 0 0 1-7.1-7.1l8-8a3.4 3.4 0 0 1 4.8 4.800l-8 8a1.700 1.700 0 0 1-2.400-2.400l7.200-7.200",
  alert:
    "M12 8v5m0 3.500v.01M10.300 3.900 2.500 17.500A2 2 0 0 0 4.200 20.500h15.600a2 2 0 0 0 1.700-3L13.700 3.900a2 2 0 0 0-3.400 0Z",
  arrowLeft: "m14.500 5-7 7 7 7",
  arrowUp: "M12 19.500v-15m-6.500 6.500L12 4.500l6.500 6.500",
  check: "m5 12.500 4.500 4.500L19 7.500",
  checks: "m2 12.500 4.500 4.500L16 7.500M12 16.400l.6.600L22 7.500",
  chevron: "m9 5.500 6.500 6.500L9 18.500",
  clock: "M12 7v5.200l3.200 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  code: "m8.500 7-5 5 5 5m7-10 5 5-5 5m-2-12.500-3 15",
  close: "m6 6 12 12M18 6 6 18",
  copy: "M9 9h10.500v10.500H9zM15 9V4.500H4.500V15H9",
  download: "M12 4v11m-5-5 5 5 5-5M4.500 19.500h15",
  file: "M13.500 3.500H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zm0 0V9H19",
  inbox:
    "M3.500 13.500h4.800l1.500 3h4.400l1.500-3h4.800M6.500 5h11l3 8.500V18a1.500 1.500 0 0 1-1.500 1.500H5A1.500 1.500 0 0 1 3.500 18v-4.500z",
  laptop: "M5 5.500h14v10H5zM2.500 19h19",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z",
  music:
    "M9 18V6l10.500-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0Zm10.500-2a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0Z",
  people:
    "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Zm-6.500 8c.4-3.500 3-5.500 6.500-5.500s6.100 2 6.500 5.500M15.500 11.200a3.200 3.200 0 0 0 .3-6.200m2.200 8.800c2 .7 3.200 2.500 3.500 5.200",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.500 8.500c.5-4 3.500-6 7.500-6s7 2 7.500 6",
  phone: "M8 2.500h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2Zm3 16h2",
  picture:
    "M5.500 4h13A1.500 1.500 0 0 1 20 5.500v13a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 18.500v-13A1.500 1.500 0 0 1 5.500 4ZM4.500 17l4.800-5 4 4 2.200-2.200 4.500 4.700M15.500 9v.01",
  plus: "M12 5v14M5 12h14",
  power: "M12 3.500v8m5.300-5.300a8 8 0 1 1-10.600 0",
  sun: "M12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM12 2v2m0 16v2M2 12h2m16 0h2M4.900 4.900l1.400 1.400m11.400 11.400 1.400 1.400m0-14.200-1.400 1.400M6.300 17.700l-1.400 1.400",
  warning: "M12 7.500v5.500m0 3v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing; it says nothing to a screen reader, what it stands for is said beside it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of the project: a speech bubble with the arrow of a reply. */
export function Logo(): JSX.Element {
  return (
    <svg class="logo" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <path
        class="logo-bubble"
        d="M9 3h13a7 7 0 0 1 7 7v5a7 7 0 0 1-7 7h-1v6.200a.8.8 0 0 1-1.400.6L13 22H9a7 7 0 0 1-7-7v-5a7 7 0 0 1 7-7Z"
      />
      <path class="logo-arrow" d="m12.500 8.500-4 4 4 4M9 12.500h8.500a5 5 0 0 1 5 4" />
    </svg>
  );
}
