// The ground of the map: the countries of Natural Earth, or the tiles of a PMTiles file that the user gave.
import { addProtocol, type GeoJSONSource, type LayerSpecification, type Map as GLMap, type StyleSpecification } from "maplibre-gl";
import { PMTiles, Protocol } from "pmtiles";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { beside, colour } from "./data";

/** From this zoom on borders are drawn in the finer scale, which is fetched only then. */
const fineZoom = 4.5;

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;

async function countries(scale: "50m" | "10m"): Promise<GeoJSON.FeatureCollection> {
  const answer = await fetch(beside(`countries-${scale}.json`));
  if (!answer.ok) throw new Error(`the countries of the map are not served: ${answer.status} ${answer.statusText}`);
  const world = (await answer.json()) as Countries;
  return feature(world, world.objects.countries);
}

/** One name a country, in the middle of the largest of its parts. */
function nameAt(country: GeoJSON.Feature): GeoJSON.Feature {
  const shape = country.geometry;
  const parts = shape.type === "MultiPolygon" ? shape.coordinates : shape.type === "Polygon" ? [shape.coordinates] : [];
  const middles = parts.map((part) => middle(part[0] ?? []));
  middles.sort((a, b) => b.area - a.area);
  return { type: "Feature", properties: country.properties, geometry: { type: "Point", coordinates: middles[0]?.at ?? [0, 90] } };
}

/** Centroid and area of a ring (shoelace formula). */
function middle(ring: GeoJSON.Position[]): { at: [number, number]; area: number } {
  let [twice, x, y] = [0, 0, 0];
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    const cross = ax! * by! - bx! * ay!;
    twice += cross;
    x += (ax! + bx!) * cross;
    y += (ay! + by!) * cross;
  });
  return { at: twice === 0 ? [0, 90] : [x / (3 * twice), y / (3 * twice)], area: Math.abs(twice / 2) };
}

const protocol = new Protocol();
addProtocol("pmtiles", protocol.tile);

/** The style of the ground: water, land, borders, names of countries. */
export async function basemap(tiles?: string): Promise<StyleSpecification> {
  const ground = await countries("50m");
  const style: StyleSpecification = {
    version: 8,
    sources: {
      countries: { type: "geojson", data: ground, tolerance: 0.2 },
      names: { type: "geojson", data: { type: "FeatureCollection", features: ground.features.map(nameAt) } },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": paint().water } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": paint().land, "fill-antialias": false } },
      { id: "borders", type: "line", source: "countries", layout: { "line-join": "round" }, paint: { "line-color": paint().border, "line-width": 1 } },
      named("country-names", "names", undefined, ["get", "name"], 13),
    ],
  };
  if (tiles) await addTiles(style, tiles);
  return style;
}

function paint() {
  return {
    water: colour("--map-water") || "#dbe6ec",
    land: colour("--map-land") || "#f7f5ef",
    border: colour("--map-border") || "#9a958a",
    road: colour("--map-road") || "#cfc8b8",
    faint: colour("--map-faint") || "#6d6a62",
  };
}

/** Fetches the finer borders once somebody looks closely enough to see them. */
export function detail(map: GLMap): void {
  let asked = false;
  const look = (): void => {
    if (asked || map.getZoom() < fineZoom) return;
    asked = true;
    void countries("10m").then((finer) => (map.getSource("countries") as GeoJSONSource).setData(finer));
  };
  map.on("zoomend", look);
  look();
}

/** Adds the source and the layers of a PMTiles file: pictures as they are, vectors by the names of their layers. */
async function addTiles(style: StyleSpecification, tiles: string): Promise<void> {
  const file = new PMTiles(new URL(tiles, location.href).href);
  protocol.add(file);
  const header = await file.getHeader();
  const url = `pmtiles://${new URL(tiles, location.href).href}`;
  if (header.tileType !== 1) {
    style.sources["tiles"] = { type: "raster", url, tileSize: 256 };
    style.layers.splice(3, 0, { id: "tiles", type: "raster", source: "tiles" });
    return;
  }
  const about = (await file.getMetadata()) as { vector_layers?: { id: string }[] };
  style.sources["tiles"] = { type: "vector", url };
  const layers = (about.vector_layers ?? []).flatMap(({ id }) => drawn(id));
  style.layers.splice(3, 0, ...layers);
}

/** How a layer of vector tiles is drawn, by what the two common schemas (OpenMapTiles, Protomaps) call it. */
function drawn(id: string): LayerSpecification[] {
  const of = { id: `tiles-${id}`, source: "tiles", "source-layer": id };
  const { water, land, border, road } = paint();
  switch (id) {
    case "earth":
    case "land":
      return [{ ...of, type: "fill", paint: { "fill-color": land } }];
    case "water":
      return [{ ...of, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": water } }];
    case "waterway":
      return [{ ...of, type: "line", paint: { "line-color": water, "line-width": 1.5 } }];
    case "roads":
    case "transportation":
      return [{ ...of, type: "line", paint: { "line-color": road, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.4, 14, 3] } }];
    case "boundaries":
    case "boundary":
      return [{ ...of, type: "line", paint: { "line-color": border, "line-width": 0.8, "line-dasharray": [3, 2] } }];
    case "places":
    case "place":
      return [named(of.id, "tiles", id, ["coalesce", ["get", "name:en"], ["get", "name"]], 11)];
  }
  return [];
}

function named(id: string, source: string, layer: string | undefined, field: unknown, size: number): LayerSpecification {
  return {
    id,
    type: "symbol",
    source,
    ...(layer ? { "source-layer": layer } : {}),
    layout: { "text-field": field as never, "text-font": ["system-ui"], "text-size": size, "text-max-width": 8 },
    paint: { "text-color": paint().faint, "text-halo-color": paint().land, "text-halo-width": 1.2 },
  };
}
