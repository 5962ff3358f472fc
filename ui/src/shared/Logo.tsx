interface LogoProps {
  size?: number;
}

export function Logo({ size = 20 }: LogoProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M2.5 7V4.5a2 2 0 0 1 2-2H7M17.5 13v2.5a2 2 0 0 1-2 2H13" />
      <path d="M4.6 15.4 15.4 4.6" strokeWidth="1.5" />
      <circle cx="10" cy="10" r="2.6" fill="var(--accent)" stroke="none" />
    </svg>
  );
}
