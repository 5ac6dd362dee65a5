"""The OpenAPI description of the service: what a maker can generate a client from."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from kiosk.eligibility.server.access.admission import needs_token
from kiosk.eligibility.server.kinds import TABLE, MessageKind
from kiosk.eligibility.wire import VERSION, to_json, write
from kiosk.eligibility.wire.schema import component_name, components
from kiosk.eligibility.wire.serialization import ROOT

SECURITY = {
    "facilityToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "the token that `kiosk registry facility CODE NAME` prints",
    },
    "serviceToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "the ID.SECRET that `kiosk homevisit client add` prints",
    },
    "bridgeToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "what `POST /bridge/v1/hello` answers",
    },
}
PROBLEM = {
    "type": "object",
    "properties": {
        "detail": {"type": "string"},
        "fault": {"type": "string"},
        "fields": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["detail"],
}
REFUSALS = {
    "401": "no valid token; nothing of the request was read",
    "413": "the message is larger than 64 MB",
    "429": "too many requests; see Retry-After",
    "503": "the registry's database cannot serve; ask again",
}
READER = {
    "404": "the registry has no such person",
    "409": "the reader's request is refused; `fault` says why (docs/faults.md)",
    "410": "another desk has taken the result over",
    "507": "the service cannot write the result's folder",
}
"""Error statuses of the reader's routes."""
UNFIT = {"422": "the body or a parameter does not fit the route; `fields` names it"}


def _problems(texts: dict[str, str]) -> dict[str, Any]:
    """Statuses that are answered with a `Problem`."""
    content = {"application/json": {"schema": _ref("Problem")}}
    return {status: {"description": text, "content": content} for status, text in texts.items()}


def operation(entry: MessageKind) -> dict[str, Any]:
    """The description of a kind's route."""
    example = next(message for _, message in entry.examples())
    answer = _content(entry.answer)
    told = {**answer, "application/pdf": {"schema": _binary()}} if entry.pdf else answer
    return {
        "operationId": entry.operation,
        "tags": ["messages"],
        "summary": f"{entry.title} ({entry.name})",
        "requestBody": {"required": True, "content": _content(entry.request, example)},
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "the same key and body get the same answer, counted once",
                "schema": {"type": "string"},
            }
        ],
        "responses": {
            "200": {"description": "the answer", "content": told},
            "422": {"description": "the message is not understood", "content": answer},
            **_problems(REFUSALS),
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _binary() -> dict[str, str]:
    return {"type": "string", "format": "binary"}


def _content(cls: type[Any], example: Any = None) -> dict[str, Any]:
    json: dict[str, Any] = {"schema": _ref(component_name(cls))}
    xml: dict[str, Any] = {"schema": {"type": "string"}}
    if example is not None:
        json["example"] = {ROOT: to_json(example)}
        xml["example"] = write(example).decode("cp932")
    return {"application/json": json, "application/xml": xml}


def describe(app: FastAPI) -> None:
    """Let the app describe itself with schemas by name, security and every status."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=VERSION, routes=app.routes,
                description="The same messages as by folder; see docs/interfaces.md.",
            )  # fmt: skip
            schemas = made.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = PROBLEM
            for cls in {kind.request for kind in TABLE} | {kind.answer for kind in TABLE}:
                schemas |= components(cls)
            made["components"]["securitySchemes"] = SECURITY
            made["security"] = [{"facilityToken": []}]
            for path, methods in made["paths"].items():
                for method in methods.values():
                    _complete(path, method)
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)  # such errors would repeat what was sent
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(path: str, method: dict[str, Any]) -> None:
    """Add what FastAPI does not know of an operation: its security and its refusals."""
    told = method["responses"]
    if "422" in told and "messages" not in method.get("tags", ()):
        told.update(_problems(UNFIT))
    if path.startswith("/v1/terminal/"):
        told.update(_problems(READER))
    if needs_token(path):
        told.update(_problems({key: REFUSALS[key] for key in ("401", "429", "503")}))
    else:
        method.setdefault("security", [])  # routes with their own sign-in declare it themselves
