"""Checks what a desk needs on this machine; a sentence for each finding. No Qt."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage

from kiosk.config import Config
from kiosk.desk.finding import Finding
from kiosk.errors import KioskError
from kiosk.home import data_folder

ROOM_BYTES = 16 * 1024 * 1024
"""Free bytes below which a disk counts as full."""


def examine(config: Config) -> Iterator[Finding]:
    """Make all checks in turn. Nothing is changed and no camera is switched on."""
    for look in (weights, faces, camera, data, folder, answers):
        yield look(config)
    yield from card_readers(config)


def weights(config: Config) -> Finding:
    """The face engine's weight files."""
    from models.graphs.weights import WrongWeights, locate

    site = Path(config.face.weights) if config.face.weights else None
    try:
        for name in ("yunet", "sface"):
            locate(name, site)
    except WrongWeights as error:
        return Finding("weights", False, str(error))
    return Finding("weights", True, "The face engine's weights are there and are the pinned ones.")


def faces(config: Config) -> Finding:
    """Tell the false match rate that is configured, its curve, and on which faces it was measured.

    Returns a finding that is not well where the configured engine is not the recommended one.
    """
    from models.decision import asked_rate
    from models.embedder import Dlib, SFace

    ours = config.face.engine == "sface"
    known = SFace.calibration if ours else Dlib.calibration
    asked = config.face.false_accept_rate
    rate = asked_rate(asked)
    named = f"{asked}, " if isinstance(asked, str) else ""
    curve = ", ".join(f"{bar:.3f}: {100 * share:.2g} %" for share, bar in known.decided)
    sentence = (
        f"Strangers accepted by decision: {named}{100 * rate:.2g} % (a mean score of "
        f"{known.bar(rate):.3f}). Share at each score: {curve}. Set: {known.source}."
    )
    warning = (
        f"{config.face.engine} hardly tells East-Asian faces apart: at its usual threshold every "
        "eighth stranger is accepted, and at this rate most of the right people are refused; use "
        "sface. "
    )
    return Finding("faces", ours, sentence if ours else warning + sentence, False)


def camera(config: Config) -> Finding:
    """The camera source, without switching it on."""
    from kiosk.desk.sources import camera_kind

    return camera_kind(config.camera).check(config.camera)


def data(config: Config) -> Finding:
    """The folder of cards, registry and test CA."""
    try:
        place = data_folder(config.folder.data).resolve()
    except KioskError as error:
        return Finding("data folder", False, f"No data folder: {error.detail}.")
    said = "choose another as folder.data or UKETSUKE_HOME"
    return _writable("data folder", "folder", place, said) or Finding(
        "data folder", True, f"Cards and registry can be kept in {place}."
    )


def folder(config: Config) -> Finding:
    """The result folder."""
    place = Path(config.folder.face).resolve()
    said = "choose another as folder.face"
    return _writable("face folder", "folder", place, said) or Finding(
        "face folder", True, f"Results can be written to {place}."
    )


def answers(config: Config) -> Finding:
    """The folder for answers of the system behind an OQS folder."""
    if config.eligibility.adapter != "folder":
        return Finding("OQS folder", True, "No OQS folder is asked.", False)
    place = (Path(config.eligibility.folder) / "res").resolve()
    return _writable("OQS folder", "answers", place, "answers wait until it can") or Finding(
        "OQS folder", True, f"Answers can be written to {place}."
    )


def _writable(name: str, topic: str, place: Path, way: str) -> Finding | None:
    """Why files cannot be written in a folder; None when they can."""
    nearest = next(p for p in (place, *place.parents) if p.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        sentence = f"{place} cannot be written; {way}."
        return Finding(name, False, sentence, True, f"{topic}.unwritable", str(place))
    if disk_usage(nearest).free < ROOM_BYTES:
        sentence = f"The disk of {place} is nearly full; remove what is not needed."
        return Finding(name, False, sentence, True, f"{topic}.full", str(place))
    return None


def card_readers(config: Config) -> Iterator[Finding]:
    """The card reader, and what it needs."""
    from kiosk.desk.sources import READERS

    yield from READERS[config.reader.kind].check(config.reader)
