"""Ask by folder or over HTTP: python ask.py WHERE KIND FILE [TOKEN]; prints the answer.

WHERE is an OQS folder or http://127.0.0.1:8780; KIND is for example OQSsiquc01.
"""

import sys
import time
import urllib.request
import uuid
from pathlib import Path


def by_folder(folder: Path, kind: str, data: bytes, seconds: float = 30) -> bytes:
    """Put the request into `req` and wait for its answer in `res`."""
    tail = uuid.uuid4().hex
    half = folder / "req" / f".{tail}.part"
    half.write_bytes(data)
    half.rename(folder / "req" / f"{kind}req_{tail}.xml")
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        for answer in (folder / "res").glob(f"{kind}res_{tail}.*"):
            told = answer.read_bytes()
            answer.unlink()
            return told
        time.sleep(0.1)
    raise TimeoutError("no answer came")


def by_http(url: str, kind: str, data: bytes, token: str = "") -> bytes:
    """Post the request; a retry with the same key gets the same answer."""
    headers = {"Content-Type": "application/xml", "Idempotency-Key": uuid.uuid4().hex}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    asked = urllib.request.Request(f"{url}/v1/{kind}", data, headers)
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return answer.read()


if __name__ == "__main__":
    where, kind, file, *token = sys.argv[1:]
    data = Path(file).read_bytes()
    if where.startswith("http"):
        told = by_http(where, kind, data, *token)
    else:
        told = by_folder(Path(where), kind, data)
    sys.stdout.buffer.write(told)
