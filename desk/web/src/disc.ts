// How a place that is known only to a region is drawn: as the area within which it lies.
import type { Feature, Polygon } from "geojson";

const earthKm = 6371.0088; // mean radius, as in the gazetteer
const corners = 64;

/** A disc on the globe around a point, in degrees. */
export function disc<P>(lat: number, lon: number, km: number, properties: P): Feature<Polygon, P> {
  const ring: [number, number][] = [];
  for (let i = 0; i <= corners; i++) ring.push(away(lat, lon, km, (i / corners) * 2 * Math.PI));
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring.reverse()] }, properties };
}

/** The point that lies km from another in a direction (radians from north). */
function away(lat: number, lon: number, km: number, bearing: number): [number, number] {
  const phi = radians(lat);
  const d = km / earthKm;
  const phi2 = Math.asin(Math.sin(phi) * Math.cos(d) + Math.cos(phi) * Math.sin(d) * Math.cos(bearing));
  const turn = Math.atan2(Math.sin(bearing) * Math.sin(d) * Math.cos(phi), Math.cos(d) - Math.sin(phi) * Math.sin(phi2));
  return [lon + degrees(turn), degrees(phi2)];
}

const radians = (x: number): number => (x * Math.PI) / 180;
const degrees = (x: number): number => (x * 180) / Math.PI;

/** Diagonal lines on nothing, that say "somewhere in here", as an image that tiles. */
export function hatch(colour: string): ImageData {
  const side = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const c = canvas.getContext("2d")!;
  c.strokeStyle = colour;
  c.lineWidth = 2;
  for (const shift of [-side, 0, side]) {
    c.beginPath();
    c.moveTo(shift, side);
    c.lineTo(shift + side, 0);
    c.stroke();
  }
  return c.getImageData(0, 0, side, side);
}
