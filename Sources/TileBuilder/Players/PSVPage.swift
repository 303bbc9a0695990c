internal import TourBundle

struct PSVPage {
    /// Of the viewer, as npm names them.
    static let packages = [
        "core", "cubemap-adapter", "cubemap-tiles-adapter", "virtual-tour-plugin", "markers-plugin", "compass-plugin",
    ]
    .map { "@photo-sphere-viewer/\($0)" }

    /// The command that brings them.
    static let installation = "npm install \(packages.map { "\($0)@5" }.joined(separator: " "))"

    let html: Markup

    init(_ tour: PlayerTour) {
        html = PlayerPage(tour).html(
            missing: (
                "Hier fehlt Photo Sphere Viewer (photo-sphere-viewer.js.org): in diesem Ordner ausführen: \(Self.installation)",
                "Photo Sphere Viewer (photo-sphere-viewer.js.org) is missing here: in this folder run: \(Self.installation)"
            ),
            head: Self.head,
            style: Self.style,
            script: Self.script
        )
    }

    private static let head: Markup = """
        <link rel="stylesheet" href="node_modules/@photo-sphere-viewer/core/index.css">
        <link rel="stylesheet" href="node_modules/@photo-sphere-viewer/virtual-tour-plugin/index.css">
        <link rel="stylesheet" href="node_modules/@photo-sphere-viewer/markers-plugin/index.css">
        <link rel="stylesheet" href="node_modules/@photo-sphere-viewer/compass-plugin/index.css">
        <script type="importmap">
        { "imports": {
        \(packages.map(Self.imported))  "three": "./node_modules/three/build/three.module.js"
        } }
        </script>
        """

    private static func imported(_ package: String) -> Markup {
        Markup(html: "  \"\(package)\": \"./node_modules/\(package)/index.module.js\",\n")
    }

    private static let style: Markup = """
        .spot { display: flex; align-items: center; justify-content: center }
        .spot button, button.spot {
          border: 1px solid #fff; background: rgb(0 0 0 / 65%); color: #fff; font: 1rem/1.4 sans-serif; white-space: nowrap; cursor: pointer
        }
        .spot button { padding: .5em 1em; border-radius: 1.2em }
        button.spot { width: 2em; height: 2em; padding: 0; border-radius: 1em; text-align: center }
        .spot button:hover, button.spot:hover { background: #fff; color: #000 }
        .spot button:focus-visible, button.spot:focus-visible { outline: 3px solid #fff; outline-offset: 2px }
        """

    private static let script: Markup = """
          const names = ["core", "cubemap-tiles-adapter", "virtual-tour-plugin", "markers-plugin", "compass-plugin"];
          const modules = await Promise.all(names.map((name) => import(`@photo-sphere-viewer/${name}`))).catch(console.warn);
          if (!modules) return undefined;
          const [{ Viewer }, { CubemapTilesAdapter }, { VirtualTourPlugin }, { MarkersPlugin }, { CompassPlugin }] = modules;

          const made = (name, text) => Object.assign(document.createElement(name), { textContent: text });
          // The viewer takes texts for HTML.
          const html = (text) => made("p", text).innerHTML;
          // Pressed on the keyboard; a pointer's press the viewer finds itself.
          const onKey = (button, action) => {
            button.addEventListener("click", (event) => { if (event.detail == 0) action(); });
            return button;
          };

          const panorama = ({ tiles, levels, flipTopBottom }) => {
            const tileUrl = (face, column, row, level) =>
              tiles.replace("{level}", level).replace("{face}", face).replace("{row}", row).replace("{column}", column);
            // What is shown until tiles come, and behind those of which no corner is in sight.
            const faces = ["left", "front", "right", "back", "top", "bottom"];
            const paths = Object.fromEntries(faces.map((face) => [face, tileUrl(face, 0, 0, 0)]));
            return { levels, flipTopBottom, tileUrl, baseUrl: { type: "separate", paths, flipTopBottom } };
          };
          const link = ({ nodeId, text }) => {
            const spot = Object.assign(made("div", ""), { className: "spot" });
            const button = Object.assign(made("button", text), { type: "button" });
            spot.append(onKey(button, () => viewer.getPlugin(VirtualTourPlugin).setCurrentNode(nodeId)));
            return spot;
          };
          const marker = ({ id, position, text }) => {
            const button = Object.assign(made("button", "i"), { type: "button", className: "spot", ariaLabel: text });
            const element = onKey(button, () => viewer.getPlugin(MarkersPlugin).showMarkerPanel(id));
            return { id, position, element, tooltip: html(text), content: made("p", text).outerHTML };
          };
          const node = ({ id, name, attribution, sphereCorrection, links, ...data }) => ({
            id, name: html(name), caption: html(`${name} · ${attribution}`), sphereCorrection, links,
            panorama: panorama(data.panorama),
            markers: data.markers.map(marker),
          });

          const viewer = new Viewer({
            container: "tour",
            adapter: CubemapTilesAdapter,
            navbar: ["zoom", "caption", "fullscreen"],
            defaultYaw: tour.defaultYaw,
            defaultZoomLvl: 25,
            lang: tour.lang,
            plugins: [
              MarkersPlugin,
              [CompassPlugin, { position: "top right", size: "6em" }],
              [VirtualTourPlugin, {
                nodes: tour.nodes.map(node),
                startNodeId: tour.startNodeId,
                renderMode: "2d",
                arrowStyle: { element: link, size: { width: 44, height: 44 } },
                showLinkTooltip: false,
                // One goes on looking in the same direction.
                transitionOptions: () => ({ effect: "fade", speed: 500, rotation: false, rotateTo: null, zoomTo: null }),
              }],
            ],
          });
          return viewer;
        """
}
