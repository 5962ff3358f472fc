import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import parts from "./parts.module.css";

/** Ten steps around `--accent-solid`; step 6 is the light theme's, step 5 the dark theme's. */
const accent: MantineColorsTuple = [
  "#ecf1fe",
  "#d9e3fd",
  "#b9cbfa",
  "#8fb0ff",
  "#6a92f0",
  "#3c66e0",
  "#2456d6",
  "#1c47b8",
  "#173a96",
  "#122d73",
];

/** The dark theme's own greys, from text to the ground, where Mantine names one by its step. */
const dark: MantineColorsTuple = [
  "#e9ebee",
  "#b3bac3",
  "#8b939d",
  "#747e89",
  "#3a4047",
  "#24282d",
  "#16181b",
  "#16181b",
  "#0f1113",
  "#0a0b0d",
];

const CONTROL = "var(--h-control)";
const SMALL = "var(--h-control-sm)";
const LARGE = "36px";
const isSmall = (size: unknown) => size === "xs" || size === "sm";

/** Any part with a size. */
interface Sized {
  size?: unknown;
}

/** The three heights of a control: 24, 28 and, on the sign-in card, 36. */
function buttonSize(size: unknown) {
  if (size === "lg")
    return { "--button-height": LARGE, "--button-fz": "var(--fs-13)", "--button-padding-x": "var(--s-16)" };
  const padding = isSmall(size) ? "var(--s-8)" : "10px";
  return {
    "--button-height": isSmall(size) ? SMALL : CONTROL,
    "--button-fz": "var(--fs-12)",
    "--button-padding-x": padding,
  };
}

function inputSize(size: unknown) {
  const height = size === "lg" ? LARGE : size === "xs" ? SMALL : CONTROL;
  return {
    "--input-height": height,
    "--input-fz": size === "lg" ? "var(--fs-14)" : "var(--fs-12)",
    "--input-padding": "var(--s-8)",
  };
}

/** Mantine's scales and parts, said in the words of tokens.css. */
export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 5 },
  fontFamily: "var(--font-ui)",
  fontFamilyMonospace: "var(--font-mono)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "14px", xl: "18px" },
  lineHeights: { xs: "14px", sm: "16px", md: "20px", lg: "20px", xl: "24px" },
  fontWeights: { regular: "420", medium: "520", bold: "620" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  shadows: {
    xs: "var(--shadow-1)",
    sm: "var(--shadow-1)",
    md: "var(--shadow-2)",
    lg: "var(--shadow-3)",
    xl: "var(--shadow-3)",
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "18px", lineHeight: "24px" },
      h2: { fontSize: "14px", lineHeight: "20px" },
      h3: { fontSize: "12px", lineHeight: "16px" },
    },
  },
  // Plain objects, not Button.extend(...): that would pull every part into the first load.
  components: {
    Button: {
      defaultProps: { size: "md", variant: "default" },
      classNames: { root: parts.button },
      vars: (_theme: unknown, { size }: Sized) => ({ root: buttonSize(size) }),
    },
    ActionIcon: {
      defaultProps: { variant: "subtle", color: "gray", size: "md" },
      vars: (_theme: unknown, { size }: Sized) => ({
        root: { "--ai-size": isSmall(size) ? SMALL : CONTROL },
      }),
    },
    Input: {
      classNames: { input: parts.input },
      vars: (_theme: unknown, { size }: Sized) => ({ wrapper: inputSize(size) }),
    },
    InputWrapper: { classNames: { label: parts.label } },
    Checkbox: {
      defaultProps: { size: "xs", radius: "sm" },
      classNames: { input: parts.checkbox },
    },
    Switch: { defaultProps: { size: "xs" } },
    SegmentedControl: {
      defaultProps: { size: "sm" },
      classNames: { root: parts.segments, label: parts.segment, indicator: parts.segmentOn },
    },
    Tabs: { classNames: { list: parts.tabs, tab: parts.tab } },
    Menu: {
      // The first item has the focus, not an element without a role beside the items.
      defaultProps: { shadow: "md", withInitialFocusPlaceholder: false },
      classNames: { dropdown: parts.dropdown, item: parts.menuItem, label: parts.menuLabel },
    },
    Popover: { defaultProps: { shadow: "md" }, classNames: { dropdown: parts.dropdown } },
    Modal: {
      defaultProps: { radius: "xl", centered: true, closeButtonProps: { "aria-label": "Close" } },
      classNames: { content: parts.modal, title: parts.modalTitle },
    },
    Tooltip: { defaultProps: { openDelay: 300 }, classNames: { tooltip: parts.tooltip } },
    Kbd: { classNames: { root: parts.kbd } },
  },
});

const roles = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-bright": "var(--text)",
  "--mantine-color-dimmed": "var(--text-3)",
  "--mantine-color-placeholder": "var(--text-3)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--surface-3)",
  "--mantine-color-default-color": "var(--text)",
  "--mantine-color-default-border": "var(--border-2)",
  "--mantine-color-disabled": "var(--surface-3)",
  "--mantine-color-disabled-color": "var(--text-3)",
  "--mantine-color-disabled-border": "var(--border)",
  "--mantine-primary-color-filled": "var(--accent-solid)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover-solid)",
  "--mantine-primary-color-light": "var(--accent-soft)",
  "--mantine-primary-color-light-hover": "var(--accent-soft)",
  "--mantine-primary-color-light-color": "var(--accent)",
  "--mantine-color-accent-filled": "var(--accent-solid)",
  "--mantine-color-accent-filled-hover": "var(--accent-hover-solid)",
  "--mantine-color-accent-light": "var(--accent-soft)",
  "--mantine-color-accent-light-hover": "var(--accent-soft)",
  "--mantine-color-accent-light-color": "var(--accent)",
  "--mantine-color-gray-light-color": "var(--text-2)",
  "--mantine-color-gray-light-hover": "var(--surface-3)",
  "--mantine-color-gray-outline": "var(--border-3)",
};

/** The tokens speak for both schemes, so the two lists are the same: what differs is the tokens' own values. */
export const tokensForMantine: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
