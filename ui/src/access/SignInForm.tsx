import { Button, Stack, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { tokenIn } from "./token";

interface SignInFormProps {
  pending: boolean;
  error: Error | null;
  onToken: (token: string) => void;
}

/** Pasting fills and submits. */
export function SignInForm({ pending, error, onToken }: SignInFormProps) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tokenIn(text)) onToken(tokenIn(text));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          size="lg"
          label="One-time token"
          placeholder="The token, or the whole address"
          value={text}
          error={error?.message}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          rightSection={<IconKey size={16} stroke={1.6} color="var(--text-3)" aria-hidden />}
          styles={{ input: { fontFamily: "var(--font-mono)", fontSize: "var(--fs-13)" } }}
          onChange={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text");
            event.preventDefault();
            setText(tokenIn(pasted));
            if (tokenIn(pasted)) onToken(tokenIn(pasted));
          }}
        />
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={pending}
          disabled={text.trim() === ""}
          fullWidth
        >
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
