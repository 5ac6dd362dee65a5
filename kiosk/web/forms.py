"""Forms as browsers send them."""

from urllib.parse import parse_qs

from fastapi import HTTPException, Request

FORM_BYTES = 8192


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a small form. Raises HTTPException for another or a large body."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "a form was expected")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > FORM_BYTES:
            raise HTTPException(413, "the form is too large")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=40)
    except ValueError:
        raise HTTPException(400, "the form is not readable") from None
    return {name: values[-1] for name, values in fields.items()}
