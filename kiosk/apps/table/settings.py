"""The configuration as the presenter changes it at the table: another profile, another facility."""

from datetime import date

from kiosk.apps.table.tiles import FACILITIES
from kiosk.config import Config


def offers_phones(config: Config) -> bool:
    """Whether this profile and reader offer a phone in place of the card."""
    rules = config.rules()
    return rules.profile.smartphone and rules.facility.phones


def of_profile(config: Config, name: str) -> Config:
    """The same with the screens of a profile, and the interface of the day it is named after."""
    day = f"{name}-01" if name.count("-") == 1 else name
    interface = date.fromisoformat(day) if name[0].isdigit() else None
    system = config.system.model_copy(update={"interface": interface})
    return config.model_copy(update={"profile": name, "system": system})


def of_facility(config: Config, name: str) -> Config:
    """The same with the consents of a kind of facility, a key of `FACILITIES`."""
    _, uses, asks = FACILITIES[name]
    facility = config.facility.model_copy(update={"uses": uses, "ask_prescription": asks})
    return config.model_copy(update={"facility": facility})
