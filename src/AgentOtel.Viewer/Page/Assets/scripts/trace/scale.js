import { duration, trimmed } from '../text/numbers.js';

/** Which part of the trace's time the waterfall shows. */
export class Scale {
  constructor(length) {
    this.length = Math.max(length, 1e-9);
    this.reset();
  }

  get isZoomed() { return this.from > 0 || this.to < this.length; }

  /** Where a time lies, in percent of the width. */
  at(seconds) { return (seconds - this.from) / (this.to - this.from) * 100; }

  reset() {
    this.from = 0;
    this.to = this.length;
  }

  zoom(from, to) {
    const least = this.length / 1e6;
    this.from = Math.max(0, Math.min(from, this.length - least));
    this.to = Math.min(this.length, Math.max(to, this.from + least));
  }

  /** Marks at round times. */
  marks(number) {
    const span = this.to - this.from;
    const rough = span / number;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
    const marks = [];
    for (let time = Math.ceil(this.from / step) * step; time <= this.to + step * 1e-9; time += step) marks.push([this.at(time), time === 0 ? '0' : trimmed(duration(Number(time.toPrecision(10))))]);
    return marks;
  }
}
