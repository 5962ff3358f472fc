import { Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Logo } from "../shared/Logo";
import { useSignIn } from "./access.queries";
import { PrintedAddress } from "./PrintedAddress";
import { SignInForm } from "./SignInForm";
import classes from "./SignInPage.module.css";
import { tokenIn } from "./token";

/** The printed address signs in by itself; without its token there is a field for it. */
export function SignInPage() {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useSignIn();
  const signIn = (token: string) => mutate(token, { onSuccess: () => navigate({ to: "/", replace: true }) });
  useAddressToken(signIn);
  return (
    <main className={classes.page}>
      <Title order={1} className={classes.brand}>
        <Logo size={26} /> Sightline
      </Title>
      <Stack className={classes.card} gap="lg">
        <div>
          <Title order={2} fz="xl" lh="xl" mb={4}>
            Sign in to this server
          </Title>
          <Text c="var(--text-2)">
            The server printed an address when it started. Opening that address signs you in by itself.
          </Text>
        </div>
        <PrintedAddress />
        <SignInForm pending={isPending} error={error} onToken={signIn} />
      </Stack>
      <Text c="var(--text-3)" fz="sm" ta="center">
        Token used or lost? The server prints a new one when it starts,
        <br />
        and <code>sightline ui</code> opens a fresh address on this machine.
      </Text>
    </main>
  );
}

/** Takes the token out of the address, so that it is neither sent twice nor left in the history, and hands it over. */
function useAddressToken(take: (token: string) => void) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    function look() {
      if (!location.hash.includes("token=")) return;
      const token = tokenIn(location.hash);
      history.replaceState(history.state, "", location.pathname);
      latest.current(token);
    }
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
}
