"""The page `/docs`: the routes of the service, without external resources.

FastAPI's own pages make the browser load scripts from public servers. This page loads nothing, and
its headers forbid the browser to do so.
"""

from html import escape

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px sans-serif;margin:2em}}td{{padding:.3em 1em .3em 0}}</style>
<h1>{title}</h1><p>As OpenAPI: <a href="{openapi}">{openapi}</a></p><table>{rows}</table></html>"""


def add_page(app: FastAPI) -> None:
    """Add the page; it lists all routes that are added before the first request."""

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        described = app.openapi()
        rows = [
            (method.upper(), path, what.get("description") or what.get("summary", ""))
            for path, methods in described["paths"].items()
            for method, what in methods.items()
        ]
        cells = ("".join(f"<td>{escape(text)}" for text in row) for row in rows)
        page = PAGE.format(
            title=escape(app.title), openapi=app.openapi_url, rows="<tr>".join(("", *cells))
        )
        return HTMLResponse(page, headers=HEADERS)
