/** One way to make a media item fit. */
export interface Attempt {
  readonly contentType: string;
  readonly extension: "mp4" | "amr";
  readonly args: readonly string[];
  readonly steps: readonly string[];
}

/** Of the limit: containers take some, and encoders are not exact. */
const AIM = 0.93;

/** Width at most, frames a second, and the kbit/s below which that looks worse than less of both. */
const sizes: readonly (readonly [width: number, fps: number, atLeast: number])[] = [
  [1280, 30, 1500],
  [854, 30, 700],
  [640, 25, 300],
  [480, 20, 150],
  [320, 15, 60],
  [176, 10, 24],
];

/** Film: the largest picture that the room is enough for; after one that came out too large, smaller. */
export function videoAttempts(maxBytes: number, seconds: number): readonly Attempt[] {
  const total = (maxBytes * 8 * AIM) / seconds / 1000;
  const sound = total > 400 ? 64 : total > 120 ? 32 : 16;
  const first = sizes.findIndex(([, , atLeast]) => total - sound >= atLeast);
  if (first < 0) return [];
  return [1, 0.85, 0.65].flatMap((share, index) => {
    const [width, fps] = sizes[Math.min(first + (index >> 1), sizes.length - 1)] ?? [];
    const kbit = Math.floor(Math.min(2500, total * share - sound));
    if (width === undefined || kbit < 8) return [];
    return [
      {
        contentType: "video/mp4",
        extension: "mp4" as const,
        args: [
          ...["-c:v", "libx264", "-profile:v", "baseline", "-level", "3.1", "-pix_fmt", "yuv420p"],
          ...["-preset", "veryfast", "-b:v", `${kbit}k`, "-maxrate", `${kbit}k`],
          ...["-bufsize", `${kbit * 2}k`, "-vf", scale(width), "-fpsmax", `${fps}`],
          ...[
            "-c:a",
            "aac",
            "-b:a",
            `${sound}k`,
            "-ac",
            "1",
            "-ar",
            sound > 32 ? "44100" : "22050",
          ],
          ...["-movflags", "+faststart"],
        ],
        steps: ["H.264 and AAC in MP4", `${kbit} kbit/s`, `${width} pixels at most`],
      },
    ];
  });
}

/**
 * Sound: AAC while there is room for it, then AMR, which every phone plays; where the machine's ffmpeg
 * cannot write that, AAC as a telephone would sound.
 */
export function soundAttempts(maxBytes: number, seconds: number): readonly Attempt[] {
  const total = (maxBytes * 8 * AIM) / seconds / 1000;
  const fits = (kbit: number) => kbit <= total;
  return [
    ...[128, 96, 64, 48, 32].filter(fits).slice(0, 2).map(aac),
    ...[12.2, 7.95, 4.75].filter(fits).map(amr),
    ...[24, 16, 12].filter(fits).map(aac),
  ];
}

function aac(kbit: number): Attempt {
  const rate =
    kbit > 64 ? [] : ["-ac", "1", "-ar", kbit > 32 ? "44100" : kbit > 16 ? "16000" : "8000"];
  return {
    contentType: "audio/mp4",
    extension: "mp4",
    args: ["-vn", "-c:a", "aac", "-b:a", `${kbit}k`, ...rate],
    steps: ["AAC in MP4", `${kbit} kbit/s`],
  };
}

function amr(kbit: number): Attempt {
  return {
    contentType: "audio/amr",
    extension: "amr",
    args: ["-vn", "-c:a", "libopencore_amrnb", "-b:a", `${kbit}k`, "-ac", "1", "-ar", "8000"],
    steps: ["AMR", `${kbit} kbit/s`],
  };
}

/** Never larger than it is, both sides even, as H.264 wants them; upright by the player's own rules. */
function scale(longer: number): string {
  const wide = `if(gte(iw,ih),min(${longer},iw),-2)`;
  const high = `if(gte(iw,ih),-2,min(${longer},ih))`;
  return `scale='${wide}':'${high}':force_divisible_by=2,setsar=1`;
}
