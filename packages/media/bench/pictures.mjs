// Fitting pictures, compared with one plain pass of the same library at the settings that were found.
import { monitorEventLoopDelay } from "node:perf_hooks";
import sharp from "sharp";
import { median, report } from "../../../.dev/measure.mjs";
import { fit } from "../dist/index.js";

const maxBytes = 600_000;
const seconds = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
/** Runs both by turns, each first every other round; the ratio is the median of the rounds' ratios. */
async function inTurns(ours, peer, rounds = 15) {
  await ours();
  await peer();
  const both = [];
  for (let round = 0; round < rounds; round++) {
    const ourTime = round % 2 ? undefined : await seconds(ours);
    const peerTime = await seconds(peer);
    both.push([ourTime ?? (await seconds(ours)), peerTime]);
  }
  return {
    ours: median(both.map(([a]) => a)),
    peer: median(both.map(([, b]) => b)),
    ratio: median(both.map(([a, b]) => a / b)),
    unit: "ms",
  };
}

// Structure at every scale, as a photo has it: soft shapes, and the grain of a sensor over them.
async function photo(width, height) {
  const noise = (w, h, sigma) =>
    sharp({
      create: {
        width: w,
        height: h,
        channels: 3,
        background: "#000",
        noise: { type: "gaussian", mean: 128, sigma },
      },
    });
  const shapes = await noise(width >> 4, height >> 4, 70)
    .blur(2)
    .resize(width, height)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const grain = await noise(width, height, 6).png({ compressionLevel: 1 }).toBuffer();
  return sharp(shapes)
    .composite([{ input: grain, blend: "overlay" }])
    .jpeg({ quality: 92 })
    .toBuffer();
}
const large = await photo(4000, 3000);
const fitted = await fit(large, { maxBytes });
const quality = Number(/quality (\d+)/.exec(fitted.steps.join())[1]);
const plain = () =>
  sharp(large).autoOrient().resize(fitted.width, fitted.height).jpeg({ quality }).toBuffer();

const count = 40;
const [width, height] = [480, 360];
const frames = await Promise.all(
  Array.from({ length: count }, async (_, index) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="g"><stop stop-color="hsl(${index * 9} 80% 60%)"/><stop offset="1" stop-color="#123"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="${40 + index * 10}" cy="${180 + 80 * Math.sin(index / 4)}" r="50" fill="hsl(${index * 20} 90% 50%)"/></svg>`;
    return sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  }),
);
const animation = await sharp(Buffer.concat(frames), {
  raw: { width, height: height * count, channels: 4, pageHeight: height },
  animated: true,
})
  .gif({ delay: Array(count).fill(60), effort: 1 })
  .toBuffer();
const gif = await fit(animation, { maxBytes });
const colours = Number(/(\d+) colours/.exec(gif.steps.join())?.[1] ?? 256);
const gifPass = () =>
  sharp(animation, { animated: true })
    .resize(gif.width)
    .gif({ colours, effort: 4, interFrameMaxError: 4 })
    .toBuffer();

console.log(`photo: ${large.length} → ${fitted.bytes.length} (${fitted.steps.join(", ")})`);
console.log(
  `animation: ${animation.length} → ${gif.bytes.length} (${gif.steps.join(", ") || "as it was"})`,
);
const rows = [
  {
    what: "12 MP JPEG to 600 kB",
    ...(await inTurns(() => fit(large, { maxBytes }), plain)),
    goal: "≤ 1.25",
  },
  {
    what: "40-frame GIF under 600 kB",
    ...(await inTurns(() => fit(animation, { maxBytes }), gifPass, 7)),
    goal: "≤ 2",
  },
];
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
await Promise.all(Array.from({ length: 20 }, () => fit(large, { maxBytes })));
delay.disable();
rows.push({
  what: "event-loop delay p99 while 20 run",
  ours: delay.percentile(99) / 1e6,
  peer: undefined,
  unit: "ms",
  ratio: delay.percentile(99) / 1e6 / 10,
  goal: "< 10 ms",
});
report("media: pictures", rows);
