import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, type Payload, unwrap } from "../api/client";
import { complain } from "../shared/toast";

export const session = () =>
  queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/session", { signal })),
    staleTime: 300_000,
    retry: false,
  });

export const keyList = () =>
  queryOptions({
    queryKey: ["keys"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/keys", { signal })),
  });

/** Turns a one-time token into a session. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST("/api/session", { body: { token } })),
    onSuccess: () => client.clear(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/session")),
    onSuccess: async () => {
      await navigate({ to: "/sign-in" });
      client.clear();
    },
    onError: complain,
  });
}

export function useNewKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: Payload["NewKey"]) => unwrap(api.POST("/api/keys", { body: key })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["keys"] }),
  });
}

export function useRevoke() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE("/api/keys/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["keys"] }),
    onError: complain,
  });
}

/** A link that signs one more browser in. */
export function useInvitation() {
  return useMutation({ mutationFn: () => unwrap(api.POST("/api/session/token")), onError: complain });
}
