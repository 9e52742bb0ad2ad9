/** Days as `YYYY-MM-DD`. The demo city works Monday to Friday and has no other holidays. */
export type Day = string;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day itself, or the Monday after it. */
export function workday(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

export function addWorkdays(day: Day, days: number): Day {
  let at = workday(day);
  for (let left = days; left > 0; left -= 1) at = workday(addDays(at, 1));
  return at;
}

/** The instant of a local time of day, as OCDS writes it. */
export function at(day: Day, time = '00:00:00'): string {
  return `${day}T${time}+08:00`;
}
