"""`kiosk staff …`: manages the accounts of the staff's window."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import complain
from kiosk.staff.roles import Role
from kiosk.texts.told import tell

if TYPE_CHECKING:
    from kiosk.staff.accounts import Accounts

app = typer.Typer(name="staff", help="The staff's window (資格確認端末).", no_args_is_help=True)
account_app = typer.Typer(
    help="Accounts of the staff's window: add, list, password, remove.", no_args_is_help=True
)
app.add_typer(account_app, name="account")

Name = Annotated[str, typer.Argument(help="The account's name; no patient ever sees it.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder (folder.data); without it, the user's own."),
]
Password = Annotated[
    str,
    typer.Option(
        prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out."
    ),
]


@contextmanager
def _accounts(data: Path | None) -> "Iterator[Accounts]":
    """The accounts; a mistake is printed as one sentence, with exit code 1."""
    from kiosk.home import data_home
    from kiosk.staff.accounts import FILE, AccountMistake, Accounts

    try:
        yield Accounts((data or data_home()) / FILE)
    except AccountMistake as mistake:
        complain(mistake.detail)
        raise typer.Exit(1) from None


@account_app.command()
def add(
    name: Name,
    password: Password,
    role: Annotated[
        Role, typer.Option(help="admin 管理者, general 一般, records 医療情報閲覧.")
    ] = Role.GENERAL,
    data: Data = None,
) -> None:
    """Let somebody sign in; the file is made with the first account."""
    with _accounts(data) as accounts:
        accounts.add(name, role, password)


@account_app.command("list")
def list_accounts(data: Data = None) -> None:
    """Names and roles."""
    with _accounts(data) as accounts:
        known = accounts.all()
        if not known:
            complain("there is no account yet; make one: kiosk staff account add")
        for account in known:
            typer.echo(f"{account.role:8} {account.name}")


@account_app.command("password")
def change(name: Name, password: Password, data: Data = None) -> None:
    """Give an account another password."""
    with _accounts(data) as accounts:
        accounts.change(name, password)


@account_app.command()
def remove(name: Name, data: Data = None) -> None:
    """Let somebody sign in no longer."""
    with _accounts(data) as accounts:
        accounts.remove(name)


@app.command("visual-password")
def visual_password(
    choose: Annotated[
        bool, typer.Option("--choose", help="Ask for 4 to 12 digits, instead of making new ones.")
    ] = False,
    data: Data = None,
) -> None:
    """Make a new 目視モード用パスワード, which staff type at the reader, and print it once."""
    from kiosk.errors import KioskError
    from kiosk.home import data_home
    from kiosk.visual_password import FILE, VisualPassword

    kept = VisualPassword((data or data_home()) / FILE)
    try:
        if choose:
            kept.put(typer.prompt(tell("Password"), hide_input=True, confirmation_prompt=True))
        else:
            typer.echo(kept.renew())
    except KioskError as mistake:
        complain(mistake.detail)
        raise typer.Exit(1) from None
