"""A desk for the kill test: it receives one person and is killed at a moment of the delivery.

Moments: promised (nothing is written), half (half a file is),
staged (the file is written files), marked (the registry knows so), published (it has appeared).
"""

import datetime as dt
import os
import signal
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk import files
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.port import Proof
from kiosk.session.effects import Answers
from kiosk.session.events import Method

NOW = dt.datetime(2026, 11, 20, 9, 30, 15)
stage, publish = files.stage, files.publish


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, face: str, identity: str, moment: str) -> None:
    """Run the desk; this process does not survive it."""

    def staging(target: Path, data: bytes, *, shared: bool = False) -> None:
        if moment == "promised":
            die()
        if moment == "half":
            files.temporary(target).write_bytes(data[:100])
            die()
        stage(target, data, shared=shared)
        if moment == "staged":
            die()

    def publishing(target: Path, *, in_place: bool = False) -> None:
        if moment == "marked":
            die()
        publish(target, in_place=in_place)
        if moment == "published":
            die()

    files.stage, files.publish = staging, publishing
    ca, key = TestCA.create(), rsa.generate_private_key(65537, 2048)
    facility = Facility("1312345678", "見本診療所")
    desk = Embedded(
        Registry(url),
        [ca.authentication.certificate],
        facility,
        Path(face),
        lambda: NOW,
        desk=identity,
    )
    desk.there()
    challenge = desk.challenge()
    certificate = ca.issue_authentication(key.public_key(), "aoi", dt.date(2030, 5, 5))
    signature = key.sign(challenge, padding.PKCS1v15(), hashes.SHA256())
    proof = Proof(Method.FACE, certificate.public_bytes(Encoding.DER), challenge, signature)
    desk.submit(desk.identify(proof), Answers())
