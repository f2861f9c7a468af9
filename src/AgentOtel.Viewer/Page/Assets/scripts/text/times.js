const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockShort = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });
const full = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long' });

const isToday = date => date.toDateString() === new Date().toDateString();

/** 14:03:22, with the day where it was another. */
export function moment(date) {
  date = new Date(date);
  return isToday(date) ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

/** 14:03:22.417, with the day where it was another. */
export function fine(date) {
  date = new Date(date);
  return `${moment(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** The mark on a time axis that fits its length. */
export function mark(date, seconds) {
  if (seconds > 2 * 86_400) return day.format(date);
  return seconds <= 600 ? clock.format(date) : clockShort.format(date);
}

export const whole = date => `${full.format(new Date(date))} (${new Date(date).toISOString()})`;

/** 12 s ago, 3 min ago, 5 h ago, 2 d ago. */
export function ago(date, now = new Date()) {
  const seconds = Math.max(0, (now - new Date(date)) / 1000);
  if (seconds < 60) return `${Math.round(seconds)} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

export const short = date => `${day.format(new Date(date))} ${clockShort.format(new Date(date))}`;
