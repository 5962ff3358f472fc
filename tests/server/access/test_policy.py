"""The policy table: every route is in it, every line of it is used, and it is what is enforced."""

import pytest
from litestar import Litestar, get
from sightline_server.access import guard
from sightline_server.access.policy import EVERYONE, POLICY, ROLES, Role

from tests.server.serving import Served

#: A request for each permission; what it answers beyond the guard does not matter here.
NOTHING = "00000000-0000-4000-8000-000000000000"
REQUESTS = {
    "session.read": ("GET", "/api/session"),
    "session.invite": ("POST", "/api/session/token"),
    "key.manage": ("GET", "/api/keys"),
    "names.read": ("GET", "/api/names"),
    "search": ("GET", "/api/search?q=a"),
    "project.read": ("GET", "/api/projects"),
    "project.write": ("POST", "/api/projects"),
    "project.delete": ("DELETE", "/api/projects/none"),
    "experiment.read": ("GET", f"/api/experiments/{NOTHING}"),
    "experiment.log": ("POST", "/api/batches"),
    "experiment.write": ("PATCH", f"/api/experiments/{NOTHING}"),
    "experiment.delete": ("DELETE", f"/api/experiments/{NOTHING}"),
    "file.upload": ("POST", "/api/uploads"),
    "file.delete": ("DELETE", f"/api/experiments/{NOTHING}/files?name=a"),
    "storage.collect": ("GET", "/api/gc"),
    "metrics.read": ("GET", "/metrics"),
}


def test_every_route_has_a_permission_and_every_permission_a_route(served: Served) -> None:
    named = dict(guard.permissions(served.app))
    assert len(named) > 20
    assert set(named.values()) == set(POLICY)


def test_only_these_routes_are_public(served: Served) -> None:
    public = {route for route, permission in guard.permissions(served.app) if permission == "public"}
    assert public == {
        "GET /api/health",
        "POST /api/session",
        "GET /schema",
        "GET /schema/openapi.json",
        "GET /schema/{path:str}",
        "GET HEAD /",
        "GET HEAD /{path:path}",
        "GET HEAD /docs",
        "GET HEAD /docs/{path:path}",
    }


@pytest.mark.parametrize("opt", [{}, {"permission": "experiment.raed"}])
def test_a_route_without_a_permission_stops_the_start(opt: dict[str, str]) -> None:
    @get("/forgotten", opt=opt, sync_to_thread=False)
    def forgotten() -> str:
        return "nobody asked"

    with pytest.raises(LookupError, match="GET /forgotten"):
        guard.check_routes(Litestar([forgotten], openapi_config=None))


@pytest.mark.parametrize("permission", [name for name in POLICY if name != "public"])
def test_nobody_gets_in_without_a_key(served: Served, permission: str) -> None:
    method, path = REQUESTS[permission]
    refused = served.stranger.request(method, path)
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")
    assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_table_says(served: Served, role: Role) -> None:
    headers = served.with_key(role)
    for permission, (method, path) in REQUESTS.items():
        answer = served.stranger.request(method, path, headers=headers)
        allowed = role in POLICY[permission].roles
        assert (answer.status_code != 403) == allowed, (permission, answer.status_code, answer.text[:200])


def test_reading_is_for_everyone() -> None:
    assert POLICY["experiment.read"].roles == EVERYONE
