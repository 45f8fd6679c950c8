// The map of the incidents, drawn from what the binary holds: no tile is asked of any other host.
import { AttributionControl, type IControl, LngLatBounds, Map as GLMap, type MapLayerMouseEvent, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { basemap, detail } from "./basemap";
import { beside, colour, given, islands, make, onTheme } from "./data";
import { disc, hatch } from "./disc";

/** A place with what is said to have happened there. */
interface Place {
  name: string;
  lat: number;
  lon: number;
  km: number; // 0 where it is known to the town; else it lies within so far of the point
  precision: string; // in words
  incidents: { title: string; href: string; day: string }[];
}

setWorkerUrl(beside("map-worker.js"));

islands("map", async (at) => {
  const places = await given<Place[]>(at);
  await styled();
  const canvas = make("div", { class: "map-canvas" });
  at.append(canvas);
  const map = new GLMap({
    container: canvas,
    style: await basemap(at.dataset["tiles"]),
    bounds: around(core(places)),
    fitBoundsOptions: { padding: 48, maxZoom: 8 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true, // scrolling the page scrolls the page
    maxZoom: 14,
    fadeDuration: 0, // nothing moves that need not
  });
  map.getCanvas().setAttribute("aria-label", `Map of ${places.length} places; the list below says the same in words`);
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  if (core(places).length < places.length) map.addControl(allPlaces(places));
  map.addControl(new AttributionControl({ compact: false, customAttribution: "Natural Earth" }));
  await map.once("load");
  detail(map);
  draw(map, places);
  onTheme(() => {
    delete at.dataset["still"];
    void repaint(map, at, places);
  });
  map.on("movestart", () => delete at.dataset["still"]);
  map.on("resize", () => delete at.dataset["still"]);
  map.on("idle", () => (at.dataset["still"] = "yes")); // whoever takes a picture waits for it
  listen(map, places);
  await map.once("idle");
});

/** A button that shows all places. */
function allPlaces(places: Place[]): IControl {
  const button = make("button", { type: "button", class: "map-all", title: "Show all places" }, "All places");
  const holder = make("div", { class: "maplibregl-ctrl maplibregl-ctrl-group" }, button);
  return {
    onAdd: (map) => {
      button.addEventListener("click", () => map.fitBounds(around(places), { padding: 48, animate: false }));
      return holder;
    },
    onRemove: () => holder.remove(),
  };
}

/** Waits for the map's own style sheet, which other pages do without. */
function styled(): Promise<void> {
  const link = make("link", { rel: "stylesheet", href: beside("map.css") });
  const loaded = new Promise<void>((done, failed) => {
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => failed(new Error("the style sheet of the map is not served")));
  });
  document.head.append(link);
  return loaded;
}

/** Kilometres beyond which an area would hide the others: of those the edge alone is drawn. */
const wide = 500;

/** The places where most of it is: those far off the middle are left to the button that shows all. */
function core(places: Place[]): Place[] {
  const all = places.flatMap((p) => p.incidents.map(() => p));
  const middle = (pick: (p: Place) => number): number => all.map(pick).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const [lat, lon] = [middle((p) => p.lat), middle((p) => p.lon)];
  const off = (p: Place): number => Math.hypot(p.lat - lat, (p.lon - lon) * Math.cos((lat * Math.PI) / 180));
  const far = Math.max(4 * middle(off), 2); // degrees
  const near = places.filter((p) => off(p) <= far && p.km <= wide);
  return near.length > 0 ? near : places;
}

/** The box in which places lie, with the areas of those known only so. */
function around(places: Place[]): LngLatBounds {
  const box = new LngLatBounds();
  for (const p of places) {
    for (const [lon, lat] of disc(p.lat, p.lon, Math.max(p.km, 30), null).geometry.coordinates[0]!) box.extend([lon!, lat!]);
  }
  return box.isEmpty() ? new LngLatBounds([-170, -55, 170, 75]) : box;
}

/** Layers of the places: areas hatched, towns as dots sized by how many incidents. */
function draw(map: GLMap, places: Place[]): void {
  const ink = colour("--map-mark") || "#b3261e";
  map.addImage("hatch", hatch(ink), { pixelRatio: 2 });
  const features = places.map((p, i) => ({ p, properties: { i, name: p.name, n: p.incidents.length, km: p.km } }));
  const areas = features.filter(({ p }) => p.km > 0).sort((a, b) => b.p.km - a.p.km);
  map.addSource("areas", { type: "geojson", data: { type: "FeatureCollection", features: areas.map(({ p, properties }) => disc(p.lat, p.lon, p.km, properties)) } });
  map.addSource("towns", {
    type: "geojson",
    data: {
      type: "FeatureCollection",
      features: features
        .filter(({ p }) => p.km === 0)
        .map(({ p, properties }) => ({ type: "Feature", geometry: { type: "Point", coordinates: [p.lon, p.lat] }, properties })),
    },
  });
  map.addLayer({ id: "areas", type: "fill", source: "areas", filter: ["<=", ["get", "km"], wide], paint: { "fill-pattern": "hatch", "fill-opacity": 0.55 } });
  map.addLayer({ id: "area-edges", type: "line", source: "areas", paint: { "line-color": ink, "line-width": 1.2, "line-dasharray": [3, 2] } });
  const size = ["+", 4, ["*", 2.4, ["sqrt", ["get", "n"]]]] as const;
  map.addLayer({ id: "towns", type: "circle", source: "towns", paint: { "circle-color": ink, "circle-stroke-color": colour("--map-land") || "#fff", "circle-stroke-width": 1.5, "circle-radius": size as never } });
  for (const source of ["areas", "towns"]) map.addLayer({ ...label(source), filter: ["<=", ["coalesce", ["get", "km"], 0], wide] });
}

function label(source: string) {
  return {
    id: `${source}-names`,
    type: "symbol" as const,
    source,
    layout: {
      "text-field": ["case", [">", ["get", "n"], 1], ["concat", ["get", "name"], " (", ["to-string", ["get", "n"]], ")"], ["get", "name"]] as never,
      "text-font": ["system-ui"],
      "text-size": 12,
      "text-variable-anchor": ["left", "right", "top", "bottom"] as never,
      "text-radial-offset": source === "towns" ? 0.9 : 0,
      "text-max-width": 9,
    },
    paint: { "text-color": colour("--map-ink") || "#222", "text-halo-color": colour("--map-land") || "#fff", "text-halo-width": 1.5 },
  };
}

async function repaint(map: GLMap, at: HTMLElement, places: Place[]): Promise<void> {
  map.setStyle(await basemap(at.dataset["tiles"]), { diff: false });
  await map.once("style.load");
  draw(map, places);
}

/** A press on a place opens what happened there. */
function listen(map: GLMap, places: Place[]): void {
  for (const layer of ["towns", "areas"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  map.on("click", (event: MapLayerMouseEvent) => {
    const hit = map.queryRenderedFeatures(event.point, { layers: ["towns", "areas"] });
    const p = hit[0] && places[hit[0].properties["i"] as number];
    if (p) new Popup({ maxWidth: "320px" }).setLngLat(p.km ? event.lngLat : [p.lon, p.lat]).setDOMContent(card(p)).addTo(map);
  });
}

function card(p: Place): HTMLElement {
  const list = make("ul", {}, ...p.incidents.map((one) => make("li", {}, make("a", { href: one.href }, one.title))));
  return make("div", { class: "map-card" }, make("strong", {}, p.name), make("p", {}, `Place known: ${p.precision}`), list);
}

