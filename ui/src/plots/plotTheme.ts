/** Colours and font of the plots. Canvas can't read CSS variables, so they are read from the computed style. */
export interface PlotTheme {
  grid: string;
  axis: string;
  cross: string;
  surface: string;
  font: string;
  color: (token: string) => string;
}

export function plotTheme(): PlotTheme {
  const style = getComputedStyle(document.documentElement);
  const color = (token: string) => style.getPropertyValue(token).trim();
  const size = color("--fs-11");
  return {
    grid: color("--grid"),
    axis: color("--axis"),
    cross: color("--cross"),
    surface: color("--surface"),
    font: `${size} ${color("--font-ui")}`,
    color,
  };
}
