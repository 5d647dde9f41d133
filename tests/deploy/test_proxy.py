"""What nginx itself says of its configuration."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from deploy import proxy
from deploy.static import inline_scripts

PLACE = {"LISTEN": "127.0.0.1:8080", "STATUS": "127.0.0.1:8081"}
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout tls.key -out tls.crt"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "public").mkdir()
    (tmp_path / "inline_scripts.conf").write_text(
        f'map "" $inline_scripts {{ default "{inline_scripts("<script>one()</script>")}"; }}'
    )
    return tmp_path


def complaints(folder: Path, values: dict[str, str], replicas: list[str]) -> str:
    main = proxy.write(folder, PLACE | values, replicas)
    command = ["nginx", "-t", "-e", "stderr", "-p", str(folder), "-c", str(main)]
    said = subprocess.run(command, capture_output=True, text=True).stderr
    return "".join(
        line for line in said.splitlines(keepends=True) if not re.search(r"syntax is ok|is successful", line)
    )


@pytest.mark.parametrize("replicas", [["127.0.0.1:1"], ["127.0.0.1:1", "127.0.0.1:2", "localhost:3"]])
def test_nginx_understands_it(site: Path, tmp_path: Path, replicas: list[str]) -> None:
    assert complaints(tmp_path / "nginx", {"SITE": str(site)}, replicas) == ""
    written = (tmp_path / "nginx" / "nginx.conf").read_text()
    assert re.findall(r"^ +server (\S+) max_fails", written, re.MULTILINE) == replicas


def test_nginx_speaks_tls_where_a_file_names_a_certificate(site: Path, tmp_path: Path) -> None:
    subprocess.run(CERTIFICATE.split(), cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "tls.conf").write_text(
        f"ssl_certificate {tmp_path}/tls.crt;\nssl_certificate_key {tmp_path}/tls.key;\n"
    )
    values = {"SITE": str(site), "TLS": f"{tmp_path}/tls.conf", "LISTEN": "127.0.0.1:8443 ssl http2"}
    assert complaints(tmp_path / "nginx", values, ["127.0.0.1:1"]) == ""


def test_a_name_without_a_value_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="SITE"):
        proxy.write(tmp_path, PLACE, ["127.0.0.1:1"])


def test_every_setting_is_used_and_explained() -> None:
    used = {name for each in proxy.TEMPLATES.glob("*.conf") for name in proxy.NAME.findall(each.read_text())}
    assert used - {"NAMES", "LISTEN", "STATUS", "SITE", "REPLICA"} == set(proxy.DEFAULTS)
    source = Path(proxy.__file__).read_text()
    assert all(re.search(rf"^{name}: ", source, re.MULTILINE) for name in proxy.DEFAULTS)
