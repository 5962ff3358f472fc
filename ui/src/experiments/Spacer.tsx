interface SpacerProps {
  height: number;
  columns: number;
}

/** Stands for the lines above or below that are not there. */
export function Spacer({ height, columns }: SpacerProps) {
  if (height <= 0) return null;
  return (
    <tr style={{ height }}>
      <td colSpan={columns} style={{ padding: 0, border: 0, height }} />
    </tr>
  );
}
