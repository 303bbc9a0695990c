"""Pages in which other viewers open tile sets of the picture of directions, as those who write such pages open them."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# As in the project that Marzipano's own tool exports, but without its `preview.jpg` in place of the coarsest tiles. The
# viewer's field of view is the vertical one, its pitch counts downwards.
MARZIPANO_PAGE = """\
<!DOCTYPE html>
<style>body { margin: 0 } #view { position: absolute; inset: 0 }</style>
<div id="view"></div>
<script src="../marzipano.js"></script>
<script src="data.js"></script>
<script>
  const wish = new URLSearchParams(location.search);
  const angle = name => Number(wish.get(name)) * Math.PI / 180;
  const data = APP_DATA.scenes[0];
  const viewer = new Marzipano.Viewer(document.getElementById("view"), {
    controls: { mouseViewMode: APP_DATA.settings.mouseViewMode },
  });
  let isStable = false;
  viewer.stage().addEventListener("renderComplete", (...values) => { isStable = values.at(-1); });
  window.isShown = () => isStable;
  const view = new Marzipano.RectilinearView(data.initialViewParameters);
  view.setParameters({ yaw: angle("yaw"), pitch: -angle("pitch"), fov: angle("vfov") });
  viewer.createScene({
    source: Marzipano.ImageUrlSource.fromString("tiles/" + data.id + "/{z}/{f}/{y}/{x}.jpg"),
    geometry: new Marzipano.CubeGeometry(data.levels),
    view: view,
    pinFirstLevel: true,
  }).switchTo({ transitionDuration: 0 });
</script>
"""

# The viewer's style sheet is not needed for the picture; nothing but the picture is to be seen. With `base` in the
# address the tiles are left out.
PSV_PAGE = """\
<!DOCTYPE html>
<style>
  body { margin: 0 }
  #view, .psv-container, .psv-canvas-container { position: absolute; inset: 0 }
  .psv-container > :not(.psv-canvas-container) { display: none }
</style>
<div id="view"></div>
<script type="importmap">
  { "imports": {
    "three": "./psv-modules/three/build/three.module.js",
    "@photo-sphere-viewer/core": "./psv-modules/@photo-sphere-viewer/core/index.module.js",
    "@photo-sphere-viewer/cubemap-adapter": "./psv-modules/@photo-sphere-viewer/cubemap-adapter/index.module.js",
    "@photo-sphere-viewer/cubemap-tiles-adapter":
      "./psv-modules/@photo-sphere-viewer/cubemap-tiles-adapter/index.module.js"
  } }
</script>
<script type="module">
  import { Viewer } from "@photo-sphere-viewer/core";
  import { CubemapTilesAdapter } from "@photo-sphere-viewer/cubemap-tiles-adapter";
  import panorama from "./psv/panorama.js";
  const wish = new URLSearchParams(location.search);
  if (wish.has("base")) panorama.tileUrl = () => null;
  const viewer = new Viewer({
    container: "view", adapter: CubemapTilesAdapter, panorama, navbar: false,
    defaultYaw: `${wish.get("yaw")}deg`, defaultPitch: `${wish.get("pitch")}deg`,
    defaultZoomLvl: 0, maxFov: Number(wish.get("vfov")), minFov: 1,
  });
  let isReady = false;
  viewer.addEventListener("ready", () => { isReady = true; });
  // No event tells of the last tile.
  window.isShown = () => isReady && Object.keys(viewer.adapter.queue.tasks).length == 0;
</script>
"""


@dataclass(frozen=True)
class OtherViewer:
    """A viewer, and how a page of it is told where to look."""

    layout: str
    # The environment's variable that names a copy, what that is, and under which name the pages find it.
    variable: str
    copy: str
    link: str
    # From yaw, pitch, horizontal and vertical field of view, in degrees.
    address: Callable[[float, float, float, float], str]
    is_shown: str
    # At 128 the finest of four levels has eight tiles a side.
    tile_size: int = 128
    page_path: str | None = None
    page: str = ""

    def __str__(self) -> str:
        return self.layout

    def link_copy(self, folder: Path) -> None:
        """Puts the viewer where its page looks for it; skips where there is none."""
        copy = os.environ.get(self.variable)
        if not copy:
            pytest.skip(f"{self.variable} does not name {self.copy}")
        (folder / self.link).symlink_to(Path(copy).resolve(strict=True))

    def write_page(self, folder: Path) -> None:
        if self.page_path:
            (folder / self.page_path).write_text(self.page)


PANNELLUM = OtherViewer(
    layout="pannellum",
    variable="PANNELLUM",
    copy="a checkout of Pannellum",
    link="pannellum-checkout",
    address=lambda yaw, pitch, hfov, _: (
        "pannellum-checkout/src/standalone/pannellum.htm#autoLoad=true&showControls=false"
        f"&config=/pannellum/config.json&yaw={yaw}&pitch={pitch}&hfov={hfov}"
    ),
    is_shown="() => window.viewer?.isLoaded()",
    # Between smaller tiles its ground shines through here and there.
    tile_size=512,
)
MARZIPANO = OtherViewer(
    layout="marzipano",
    variable="MARZIPANO",
    copy="Marzipano's marzipano.js",
    link="marzipano.js",
    address=lambda yaw, pitch, _, vfov: f"marzipano/index.html?yaw={yaw}&pitch={pitch}&vfov={vfov}",
    is_shown="() => window.isShown?.()",
    page_path="marzipano/index.html",
    page=MARZIPANO_PAGE,
)
PSV = OtherViewer(
    layout="psv",
    variable="PSV",
    copy="a folder of Photo Sphere Viewer's packages",
    link="psv-modules",
    address=lambda yaw, pitch, _, vfov: f"psv.html?yaw={yaw}&pitch={pitch}&vfov={vfov}",
    is_shown="() => window.isShown?.()",
    page_path="psv.html",
    page=PSV_PAGE,
)
