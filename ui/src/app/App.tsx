import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queryClient } from "../api/queryClient";
import { router } from "./routes";
import { ThemeAttribute } from "./ThemeAttribute";
import { theme, tokensForMantine } from "./theme";

const colorScheme = localStorageColorSchemeManager({ key: "sightline-theme" });

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokensForMantine}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <ThemeAttribute />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Notifications position="bottom-center" limit={3} autoClose={8000} />
    </MantineProvider>
  );
}
