internal import TourBundle

/// Marzipano shows pictures and holds elements over them; all else of a tour is this page's.
struct MarzipanoPage {
    let html: Markup

    init(_ tour: PlayerTour) {
        html = PlayerPage(tour).html(
            missing: (
                "Hier fehlt Marzipano: marzipano.js (marzipano.net) neben diese index.html legen.",
                "Marzipano is missing here: put its marzipano.js (marzipano.net) beside this index.html."
            ),
            head: """
                <script src="marzipano.js"></script>
                """,
            style: Self.style,
            script: Self.script
        )
    }

    private static let style: Markup = """
        body { color: #fff; font: 1rem/1.4 sans-serif }
        #caption, #compass, .spot > * { background: rgb(0 0 0 / 65%); color: #fff }
        #caption { position: fixed; inset: auto 0 0 0; margin: 0; padding: .4em 1em }
        #caption span { opacity: .8; font-size: .85em }
        #compass { position: fixed; top: 1em; right: 1em; width: 4em; height: 4em; border-radius: 50% }
        #compass::before { content: "N"; position: absolute; inset: .2em 0; font-weight: bold; text-align: center }
        #compass::after {
          content: ""; position: absolute; left: 50%; top: 1.6em; bottom: .5em; width: .5em; margin-left: -.25em;
          clip-path: polygon(50% 0, 100% 100%, 50% 80%, 0 100%); background: #fff
        }
        .spot { width: 0 }
        .spot > * { position: absolute; translate: -50% -50%; border: 1px solid #fff; white-space: nowrap }
        .spot button { padding: .5em 1em; border-radius: 1.2em; font: inherit; cursor: pointer }
        .spot button:hover, .spot summary:hover { background: #fff; color: #000 }
        .spot details { border-radius: 1em }
        .spot summary { width: 2em; line-height: 2em; border-radius: 1em; list-style: none; text-align: center; cursor: pointer }
        .spot p { width: min(20em, 80vw); margin: 0; padding: 0 1em .7em; white-space: normal }
        .spot :focus-visible { outline: 3px solid #fff; outline-offset: 2px }
        """

    private static let script: Markup = """
          if (!window.Marzipano) return undefined;
          // A panorama's frame has its axes right, up and backwards, the world east, up and south; the viewer's pitch counts down.
          const vector = ({ yaw, pitch }) =>
            [Math.sin(yaw) * Math.cos(pitch), -Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch)];
          const direction = ([x, y, z]) => ({ yaw: Math.atan2(x, -z), pitch: -Math.atan2(y, Math.hypot(x, z)) });
          const toWorld = (axes, [x, y, z]) => [0, 1, 2].map((i) => axes[0][i] * x + axes[1][i] * y + axes[2][i] * z);
          const fromWorld = (axes, [x, y, z]) => axes.map((axis) => axis[0] * x + axis[1] * y + axis[2] * z);
          // However a panorama leans, the world's up is above.
          const upright = (axes) => (view) => {
            const [x, y, z] = fromWorld(axes, [0, 1, 0]);
            const ahead = Math.sin(view.yaw) * x - Math.cos(view.yaw) * z;
            view.roll = Math.atan2(
              Math.cos(view.yaw) * x + Math.sin(view.yaw) * z,
              Math.cos(view.pitch) * y + Math.sin(view.pitch) * ahead,
            );
            return view;
          };

          const made = (name, text) => Object.assign(document.createElement(name), { textContent: text });
          const viewer = new Marzipano.Viewer(document.getElementById("tour"));
          const { limit } = Marzipano.RectilinearView;
          const scenes = new Map();
          const caption = Object.assign(made("p", ""), { id: "caption", ariaLive: "polite" });
          const compass = Object.assign(made("div", ""), { id: "compass", ariaHidden: "true" });
          document.body.append(caption, compass);
          let shown;

          const gaze = () => toWorld(shown.data.toWorld, vector(shown.view.parameters()));
          const turnCompass = () => {
            const [east, , south] = gaze();
            compass.style.rotate = `${Math.atan2(-east, -south)}rad`;
          };
          // One goes on looking in the same direction of the world.
          const show = (id) => {
            const next = scenes.get(id);
            if (shown) {
              const there = direction(fromWorld(next.data.toWorld, gaze()));
              next.view.setParameters({ ...there, fov: shown.view.fov() });
            }
            shown = next;
            shown.scene.switchTo({ transitionDuration: 500 });
            caption.replaceChildren(shown.data.name, " ", made("span", shown.data.attribution));
            turnCompass();
          };

          const hold = (scene, element, place) => {
            const spot = Object.assign(made("div", ""), { className: "spot" });
            spot.append(element);
            // The viewer would take a touch of it for one of the picture.
            for (const type of ["touchstart", "touchend", "pointerdown", "pointerup", "pointercancel", "mousedown"]) {
              spot.addEventListener(type, (event) => event.stopPropagation());
            }
            scene.hotspotContainer().createHotspot(spot, { yaw: place.yaw, pitch: place.pitch });
          };
          const link = ({ text, target }) =>
            Object.assign(made("button", text), { type: "button", onclick: () => show(target) });
          const information = ({ title, text }) => {
            const details = made("details", "");
            details.append(Object.assign(made("summary", "i"), { ariaLabel: title }), made("p", text));
            return details;
          };

          for (const data of tour.scenes) {
            const limits = [limit.traditional(data.faceSize, 1.8, 2.1), upright(data.toWorld)];
            const start = { ...data.initialViewParameters, fov: 1.2 };
            const view = new Marzipano.RectilinearView(start, Marzipano.util.compose(...limits));
            const scene = viewer.createScene({
              source: Marzipano.ImageUrlSource.fromString(data.tiles),
              geometry: new Marzipano.CubeGeometry(data.levels),
              view,
            });
            for (const spot of data.linkHotspots) hold(scene, link(spot), spot);
            for (const spot of data.infoHotspots) hold(scene, information(spot), spot);
            scenes.set(data.id, { data, view, scene });
          }
          show(tour.first);
          viewer.addEventListener("viewChange", turnCompass);
          return viewer;
        """
}
