"""Writes the report's files into a folder."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk import files, private
from kiosk.facility.counting.store import Store
from kiosk.facility.profile import FacilityProfile
from kiosk.facility.report import export, page
from kiosk.facility.report.pictures import pictures


def write(
    store: Store,
    profile: FacilityProfile,
    today: date,
    folder: Path,
    *,
    notice: str = "",
    shared: bool = False,
) -> Iterator[Path]:
    """Write the report; with `shared` only the table that may leave the facility.

    Raises FolderUnwritable.
    """
    private.folder(folder)
    found = page.tables(store, profile, today)
    contents: dict[str, bytes] = {}
    if shared:
        contents["shared.csv"] = export.to_csv(found["shared"])
        contents["shared.xlsx"] = export.to_excel([found["shared"]])
    else:
        contents["report.html"] = page.html(found, profile, today, notice).encode()
        inside = [one for name, one in found.items() if name != "shared"]
        contents["report.xlsx"] = export.to_excel(inside)
        contents |= {f"{one.name}.csv": export.to_csv(one) for one in inside}
        contents |= {f"{name}.svg": text.encode() for name, text in pictures(found).items()}
    for name, data in contents.items():
        files.place(folder / name, data)
        yield folder / name
