"""A maker generates a client from the service's OpenAPI, in Python and TypeScript, and asks."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.over_http import Running, as_json, asked

TYPESCRIPT = Path(__file__).parent / "typescript"
MODULES = TYPESCRIPT / "node_modules"


@pytest.fixture
def description(service: Running, tmp_path: Path) -> Path:
    """The OpenAPI description, as a maker fetches it."""
    file = tmp_path / "openapi.json"
    with service.client(token="") as client:
        file.write_bytes(client.get("/openapi.json").content)
    return file


def run(*words: str | Path, folder: Path) -> str:
    return subprocess.run(
        words, cwd=folder, check=True, capture_output=True, text=True, timeout=180
    ).stdout


def test_a_client_for_python_is_generated_and_gets_its_answer(
    service: Running, description: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("post_hooks: []\n")
    generator = Path(sys.executable).parent / "openapi-python-client"
    words = ["--path", description, "--config", settings, "--meta", "none"]
    run(generator, "generate", *words, "--output-path", "uketsuke_client", folder=tmp_path)
    monkeypatch.syspath_prepend(tmp_path)

    from uketsuke_client import AuthenticatedClient  # type: ignore[import-not-found]
    from uketsuke_client.api.messages import check_insurance  # type: ignore[import-not-found]
    from uketsuke_client.api.reader import create_challenge  # type: ignore[import-not-found]
    from uketsuke_client.models import RequestMessage  # type: ignore[import-not-found]

    body = RequestMessage.from_dict(as_json(asked("aoi")))
    with AuthenticatedClient(base_url=service.url, token=service.token) as client:
        told = check_insurance.sync(client=client, body=body)
        assert told.xml_msg.message_body.qualification_validity == "1"
        assert len(create_challenge.sync(client=client).challenge) == 44
    for name in [name for name in sys.modules if name.startswith("uketsuke_client")]:
        del sys.modules[name]


@pytest.mark.skipif(not MODULES.is_dir(), reason="tools/setup found no npm to fetch TypeScript")
def test_a_client_for_typescript_is_generated_checked_and_gets_its_answer(
    service: Running, description: Path, tmp_path: Path
) -> None:
    node = shutil.which("node")
    assert node is not None
    for name in ("use.ts", "tsconfig.json", "package.json"):
        shutil.copyfile(TYPESCRIPT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(MODULES)
    tools = MODULES / ".bin"
    run(tools / "openapi-typescript", description, "-o", "api.ts", folder=tmp_path)
    run(tools / "tsc", "--project", "tsconfig.json", folder=tmp_path)
    told = run(node, "use.js", service.url, service.token, folder=tmp_path)
    assert told.split() == ["1", "44"]
