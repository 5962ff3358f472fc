"""Every refusal in one shape: application/problem+json (RFC 9457) with a stable code, one line of text and no trace."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from sightline.errors import ResendFrom, SightlineError
from sqlalchemy.exc import DataError, StatementError

from sightline_server.log_lines import logger

if TYPE_CHECKING:
    from litestar import Request
    from litestar.types import ExceptionHandlersMap

MEDIA_TYPE = "application/problem+json"

#: Codes of refusals that the HTTP layer makes itself; all others are those of `sightline.errors`.
CODES = {
    400: "invalid-request",
    401: "unauthorized",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
    421: "wrong-host",
    500: "internal",
    503: "unavailable",
}
LONGEST_DETAIL = 2000
#: The framework's words for a sender that went away in the middle of a body: no failure, and nobody reads the answer.
GONE = "client disconnected prematurely"


def encode_problem(status: int, code: str, detail: str, **members: Any) -> bytes:
    """The body. `members`: further ones of this problem, such as `next` of "resend-from"."""
    about = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": _one_line(detail),
    }
    return msgspec.json.encode({**about, **members})


def problem(
    status: int, code: str, detail: str, headers: dict[str, str] | None = None, **members: Any
) -> Response[bytes]:
    """The answer to a request that is refused."""
    body = encode_problem(status, code, detail, **members)
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def on_known_error(_request: Request[Any, Any, Any], error: SightlineError) -> Response[bytes]:
    """An error of the catalogue says its own status and code; a bearer is asked for where a key would help."""
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    members = {"next": error.next} if isinstance(error, ResendFrom) else {}
    return problem(error.status, error.code, str(error), headers, **members)


def on_http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What the framework refuses: no such route, a body that is not what the route reads, ..."""
    status = error.status_code
    if error.detail == GONE:
        return problem(400, CODES[400], "the body ended early")
    if status >= 500:
        logger().error("request failed", error=repr(error), exc_info=error)
        return problem(500, "internal", "the server failed; its log has the reason")
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    said = _about_address(request, status, headers) or _said(error)
    return problem(status, CODES.get(status, CODES[400]), said, headers or None)


def on_unreadable_value(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Values that no database column can hold, and JSON that is nested without end."""
    if isinstance(error, StatementError) and not isinstance(error, DataError | OverflowError):
        cause = error.orig
        if not isinstance(cause, OverflowError | UnicodeError | ValueError):
            return on_bug(_request, error)
    return problem(400, CODES[400], f"a value is out of range or not text that can be stored ({_cause(error)})")


def on_bug(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Ours to mend: logged with its trace, which does not leave the server."""
    logger().error("request failed", method=request.method, path=request.url.path, error=repr(error), exc_info=error)
    return problem(500, "internal", "the server failed; its log has the reason")


HANDLERS: ExceptionHandlersMap = {
    SightlineError: on_known_error,
    HTTPException: on_http_error,
    OverflowError: on_unreadable_value,
    RecursionError: on_unreadable_value,
    UnicodeError: on_unreadable_value,
    StatementError: on_unreadable_value,
    Exception: on_bug,
}


def _said(error: HTTPException) -> str:
    """`limit: Expected int, got str`: the field where it is known, what was expected, what came."""
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        lines = [_place(item) for item in error.extra[:3] if isinstance(item, dict)]
        return "; ".join(lines).replace("`", "")
    return error.detail.replace("`", "")


def _about_address(request: Request[Any, Any, Any], status: int, headers: dict[str, str]) -> str:
    """What the router refuses, for which the framework has two words and no place."""
    address = request.url.path[:200]
    if status == 405:
        return f"{request.method[:40]} {address}: expected {' '.join(headers.values()) or 'another method'}"
    return f"nothing is at {address}" if status == 404 else ""


def _place(item: dict[str, Any]) -> str:
    key, said = item.get("key", ""), str(item.get("message", ""))
    if key == "data":  # what handlers call the body
        return "body: expected JSON, got nothing" if said == "'data'" else f"body: {said}"
    return f"{key}: {said}" if key else said


def _cause(error: Exception) -> str:
    cause = error.orig if isinstance(error, StatementError) and error.orig is not None else error
    return str(cause).partition("\n")[0][:200]


def _one_line(detail: str) -> str:
    text = " ".join(detail.encode("utf-8", "replace").decode("utf-8").split())
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"
