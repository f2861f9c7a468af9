const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** Every digit. */
export const exact = value => plain.format(value);

/** 9,412, then 12.3K. */
export const count = value => Math.abs(value) < 10_000 ? plain.format(round(value, 3)) : short.format(value);

export const percent = share => `${round(share * 100, share > 0.995 && share < 1 ? 2 : 1)}%`;

/** Seconds as a person says them: 640 µs, 312 ms, 4.21 s, 2 m 05 s. */
export function duration(seconds) {
  const size = Math.abs(seconds);
  if (size === 0) return '0 ms';
  if (size < 0.001) return `${round(seconds * 1e6, 0)} µs`;
  if (size < 0.01) return `${round(seconds * 1e3, 2)} ms`;
  if (size < 0.9995) return `${round(seconds * 1e3, 0)} ms`;
  if (size < 59.995) return `${seconds.toFixed(size < 10 ? 2 : 1)} s`;
  const whole = Math.round(size);
  const sign = seconds < 0 ? '-' : '';
  if (whole < 3600) return `${sign}${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  if (whole < 86_400) return `${sign}${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} m`;
  return `${sign}${Math.floor(whole / 86_400)} d ${two(Math.floor(whole / 3600) % 24)} h`;
}

/** US dollars: $0.00042, $0.0830, $12.40, $1,240, $1.24M. */
export function money(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? '-' : '';
  if (size === 0) return '$0';
  if (size < 0.001) return `${sign}$${significant(size, 2)}`;
  if (size < 1) return `${sign}$${size.toFixed(4)}`;
  if (size < 1000) return `${sign}$${size.toFixed(2)}`;
  return `${sign}$${size < 100_000 ? plain.format(Math.round(size)) : short.format(size)}`;
}

export const exactMoney = value => `$${exact(value)}`;

export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }

  return `${round(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** How a value of an instrument's unit is written. */
export function ofUnit(unit) {
  if (unit === 's') return duration;
  if (unit === 'ms') return value => duration(value / 1000);
  if (unit === 'By') return bytes;
  if (/^\{?usd\}?$/i.test(unit)) return money;
  return value => Math.abs(value) < 1 && value !== 0 ? String(Number(value.toPrecision(3))) : count(value);
}

/** A mark on an axis: 2 s for 2.00 s. */
export const trimmed = text => text.replace(/(\.\d*?)0+(?=\D*$)/, '$1').replace(/\.(?=\D*$)/, '');

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

const round = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;
const two = value => String(value).padStart(2, '0');

function significant(value, digits) {
  const places = Math.min(12, digits - 1 - Math.floor(Math.log10(value)));
  return value.toFixed(places).replace(/0+$/, '');
}
