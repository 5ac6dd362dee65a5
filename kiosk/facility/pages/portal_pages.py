"""The portal's pages of the office: 運用開始日, steps, settings, the facility and help."""

from collections.abc import Mapping
from datetime import date, datetime

from kiosk.facility.guidance import portal
from kiosk.facility.pages.view import Choice, Field, Item, Page, item
from kiosk.facility.profile import KIND_TITLES, FacilityProfile
from kiosk.facility.report.tables import FigureTable

NEW_SETTINGS = "settings.new"
"""The button that switches all of the 環境設定 to what a new facility has."""


def start_page(marks: Mapping[str, str]) -> Page:
    """運用開始日登録."""
    now = portal.registration(marks)
    notes = ["こちらからオンライン資格確認の運用開始日を登録いただけます。"]
    notes.append(
        "ポータルでは、ユーザー登録のメールアドレスとパスワードでログインしてから行います。"
    )
    notes.append(f"利用状況 ステータス: {now.status}")
    if now.done:
        notes.append("運用開始日入力欄に日付が記載されているため、完了済みです。")
    notes.append("運用開始日は、カードで資格確認ができるようになった後の最初の診療日です。")
    return Page(
        "start",
        "運用開始日登録",
        path="ホーム > 業務 > オンライン資格確認 > 運用開始日登録",
        notes=tuple(notes),
        fields=(
            Field("introduced", "導入した日", _iso(now.introduced), "YYYY-MM-DD"),
            Field("start", "運用開始日", _iso(now.start), "YYYY-MM-DD"),
        ),
        send="送信",
    )


def steps_page(marks: Mapping[str, str]) -> Page:
    """準備の手順."""
    steps = portal.table("steps")
    items = tuple(item(f"step.{one['id']}", one["title"], marks) for one in steps["step"])
    done = [one.id.removeprefix("step.") for one in items if one.ticked]
    return Page("steps", "準備の手順", items=items, notes=(steps["note"],),
                warnings=tuple(portal.out_of_order(done)))  # fmt: skip


def settings_page(marks: Mapping[str, str], profile: FacilityProfile) -> Page:
    """環境設定, as the marks changed what is configured."""
    asked = portal.uses(marks, profile.uses)
    now = {name: name in asked for name in portal.CATEGORIES}
    now["prescription"] = portal.asks(marks, "prescription", profile.ask_prescription)
    now["subsidy"] = portal.asks(marks, "subsidy", profile.ask_subsidy)
    items = tuple(
        Item(name, one["title"], now.get(one["id"], marks.get(name) == "on"))
        for one in portal.table("steps")["setting"]
        for name in [f"{portal.SETTING}{one['id']}"]
    )
    when = "受付 (リーダー) を起動し直した後" if profile.settings_need_restart else "ログオフの後"
    notes = (
        "「利用しない」情報は顔認証付きカードリーダーに表示されません",
        f"変更は{when}、次の患者から有効になります",
        "変更するまでは config.toml の [facility] のとおりです。新しい施設の初期値は、"
        "手術・診療が「利用しない」、薬剤・特定健診が「利用する」です",
        "訪問診療等・オンライン診療等は控えとして残すだけで、リーダーの画面は変わりません",
    )
    new = (Choice(NEW_SETTINGS, "新しい施設の初期値にする"),)
    return Page("settings", "環境設定", items=items, notes=notes, choices=new)


def profile_page(profile: FacilityProfile, start: date | None) -> Page:
    """施設の情報; `start` is the 運用開始日 that is registered."""
    kind = KIND_TITLES[profile.kind]
    if profile.former_kind and profile.since:
        kind += f" ({profile.since:%Y-%m} より前の月は{KIND_TITLES[profile.former_kind]})"
    rows = [
        ("名称", profile.name),
        ("種別", f"{kind} (病院)" if profile.hospital else kind),
        (profile.code_title, profile.code),
        ("都道府県", profile.prefecture or "未入力"),
        ("リーダーの台数", f"{profile.units} 台"),
        ("運用開始日", "未登録" if start is None else f"{start}"),
        ("この内容になった日", f"{profile.since or '未入力'}"),
        ("電子処方箋", "あり" if profile.e_prescription else "なし"),
        ("電子カルテ情報共有サービス", "あり" if profile.record_sharing else "なし"),
        ("小児科特例", "あり" if profile.pediatric else "なし"),
    ]
    shown = FigureTable("profile", "施設", ("項目", "内容"), list(rows))
    notes = (
        "config.toml の [facility] がただ1つの元です。運用開始日は「運用開始日登録」で入力します",
        "種別が変わったときは since (変わった日) と former_kind (以前の種別) を書くか、"
        "月ごとの「種別」を取り込みます",
    )
    wrong = tuple(profile.contradictions())
    return Page("profile", "施設の情報", tables=(shown,), notes=notes, warnings=wrong)


def help_page(now: datetime) -> Page:
    """問合せ先, and whether the call centre answers now."""
    known = portal.table("steps")
    call = known["hotline"]
    rows: list[tuple[int | float | str | None, ...]] = [
        (one["asks"], one["who"]) for one in known["desk"]
    ]
    notes = (
        f"{call['name']} {call['number']}: {portal.hotline(now).sentence}",
        "月曜日～金曜日 8:00～18:00、土曜日 8:00～16:00 (いずれも祝日を除く)",
        "年末年始に開いているかは資料にありません",
        f"はじめに {call['say_first']} を伝えます",
    )
    desks = FigureTable("desks", "問合せ先", ("内容", "問合せ先"), rows)
    return Page("help", "問合せ先", tables=(desks,), notes=notes)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
