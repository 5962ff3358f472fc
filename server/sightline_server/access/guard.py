"""Every request is asked for its permission here, and every route for the name of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.routes import HTTPRoute
from sightline.errors import Forbidden, Unauthorized

from sightline_server.access.actor import Actor
from sightline_server.access.policy import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from litestar.connection import ASGIConnection
    from litestar.handlers import BaseRouteHandler

NOBODY = Actor("nobody", "viewer", key=False)


async def enforce(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard of the whole application. Raises Unauthorized (who are you?) or Forbidden (not you)."""
    rule = POLICY["public" if _is_options(handler) else handler.opt["permission"]]
    if rule.public:
        connection.scope["user"] = NOBODY
        return
    actor = await connection.app.state.identities.actor(connection)
    if actor is None:
        raise Unauthorized("sign in, or send an API key as `Authorization: Bearer sl_...`")
    if actor.role not in rule.roles or (actor.key and not rule.keys):
        raise Forbidden(f"{rule.text}: not allowed for {actor.name} ({actor.role})")
    connection.scope["user"] = actor


def check_routes(app: Litestar) -> None:
    """Stop the start when a route names no permission of the table. Raises LookupError with all such routes."""
    without = [f"{path} ({permission})" for path, permission in permissions(app) if permission not in POLICY]
    if without:
        raise LookupError(f"routes without a permission of access/policy.py: {', '.join(without)}")


def permissions(app: Litestar) -> Iterator[tuple[str, str | None]]:
    """("GET /api/projects", "project.read") for every handler; the OPTIONS that the framework adds are left out."""
    for route in app.routes:
        handlers = route.route_handlers if isinstance(route, HTTPRoute) else [route.route_handler]
        for handler in handlers:
            if not _is_options(handler):
                methods = " ".join(sorted(getattr(handler, "http_methods", ())))
                yield f"{methods} {route.path}", handler.opt.get("permission")


def _is_options(handler: BaseRouteHandler) -> bool:
    """The framework answers OPTIONS by itself: which methods there are, nothing else."""
    return getattr(handler, "http_methods", None) == {"OPTIONS"}
