// Counts textures where they are made, whatever the page makes of them: `spy.bytes` and `spy.most` of all that live, `spy.made` and
// `spy.deleted` by their numbers, and for each frame what was sent up in it.
globalThis.spy = { bytes: 0, most: 0, made: 0, deleted: [], compressed: 0, frames: [{ bytes: 0, sources: 0 }] };
{
  const { prototype } = WebGL2RenderingContext;
  const live = new Map();
  const bound = new Map();
  let unit = 0;
  let sources = new Set();
  const TEXEL_BYTES = { [0x8058]: 4, [0x8c43]: 4, [0x1908]: 4, [0x1907]: 3, [0x8051]: 3, [0x8229]: 1, [0x1903]: 1, [0x822b]: 2 };
  const isCubeFace = (target) => target >= 0x8515 && target <= 0x851a;
  const textureAt = (target) => bound.get(`${unit} ${isCubeFace(target) ? 0x8513 : target}`);

  const grow = (target, part, bytes) => {
    const entry = live.get(textureAt(target));
    if (!entry) throw new Error("a texture that was never made is filled");
    spy.bytes += bytes - (entry.parts.get(part) ?? 0);
    entry.parts.set(part, bytes);
    spy.most = Math.max(spy.most, spy.bytes);
  };
  const texel = (format) => {
    if (!TEXEL_BYTES[format]) throw new Error(`unknown format ${format.toString(16)}`);
    return TEXEL_BYTES[format];
  };
  const sent = (bytes, source) => {
    sources.add(source);
    const frame = spy.frames.at(-1);
    frame.bytes += bytes;
    frame.sources = sources.size;
  };
  const sizeOf = (source) => [source.width ?? source.videoWidth, source.height ?? source.videoHeight];
  const pyramid = (levels, width, height, bytes) => {
    let sum = 0;
    for (let level = 0; level < levels; level += 1) sum += Math.max(1, width >> level) * Math.max(1, height >> level) * bytes;
    return sum;
  };

  const watches = {
    activeTexture(which) { unit = which; },
    bindTexture(target, texture) { bound.set(`${unit} ${target}`, texture); },
    texStorage2D(target, levels, format, width, height) {
      grow(target, "storage", pyramid(levels, width, height, texel(format)) * (target === 0x8513 ? 6 : 1));
    },
    texStorage3D(target, levels, format, width, height, depth) {
      grow(target, "storage", pyramid(levels, width, height, texel(format)) * depth);
    },
    texImage2D(target, level, format, ...rest) {
      const source = rest.at(-1);
      const [width, height] = rest.length > 3 ? rest : sizeOf(source);
      grow(target, `${target} ${level}`, width * height * texel(format));
      if (source) sent(width * height * texel(format), source);
    },
    texSubImage2D(target, level, x, y, ...rest) {
      const source = rest.at(-1);
      const [width, height] = rest.length > 3 ? rest : sizeOf(source);
      const format = rest.length > 3 ? rest[2] : rest[0];
      sent(width * height * texel(format), source);
    },
    compressedTexImage2D(target, level, format, width, height, border, data) {
      spy.compressed += 1;
      grow(target, `${target} ${level}`, data.byteLength);
      sent(data.byteLength, data);
    },
    compressedTexSubImage2D(...args) {
      spy.compressed += 1;
      sent(args.at(-1).byteLength, args.at(-1));
    },
    deleteTexture(texture) {
      const entry = live.get(texture);
      if (!entry) return;
      for (const bytes of entry.parts.values()) spy.bytes -= bytes;
      live.delete(texture);
      spy.deleted.push(entry.number);
    },
  };
  for (const [name, watch] of Object.entries(watches)) {
    const { [name]: does } = prototype;
    prototype[name] = function (...args) {
      watch(...args);
      return does.apply(this, args);
    };
  }
  const { createTexture } = prototype;
  prototype.createTexture = function () {
    const texture = createTexture.call(this);
    live.set(texture, { number: spy.made, parts: new Map() });
    spy.made += 1;
    return texture;
  };
  spy.living = () => [...live.values()].map(({ number, parts }) => [number, [...parts.values()].reduce((a, b) => a + b, 0)]);

  // What is sent between two frames counts for the earlier one.
  let newest = 0;
  const { requestAnimationFrame: request } = globalThis;
  globalThis.requestAnimationFrame = (act) => request((now) => {
    if (now !== newest) {
      newest = now;
      sources = new Set();
      spy.frames.push({ bytes: 0, sources: 0, scene: document.documentElement.dataset.scene });
    }
    act(now);
  });
}
