/** Round values from 0 up to at least the largest, about so many. */
export function ticks(largest, about = 4) {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  // Counts have no halves.
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999);
  const marks = [];
  for (let value = 0; value < largest + step; value += step) {
    marks.push(Number(value.toPrecision(12)));
    if (value >= largest) break;
  }

  return marks;
}
