"""What nginx itself says of its configuration."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from deploy import proxy, settings
from deploy.settings import FOLDER
from deploy.static import inline_scripts

PLACE = {"LISTEN": "127.0.0.1:8080", "STATUS": "127.0.0.1:8081", "RESOLVER": "127.0.0.1"}
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout tls.key -out tls.crt"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "public").mkdir()
    (tmp_path / "inline_scripts.conf").write_text(
        f'map "" $inline_scripts {{ default "{inline_scripts("<script>one()</script>")}"; }}'
    )
    (tmp_path / "figures.conf").write_text('map $uri $page { default "/index.html"; }')
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
    certificate = f"ssl_certificate {tmp_path}/tls.crt;\nssl_certificate_key {tmp_path}/tls.key;\n"
    (tmp_path / "tls.conf").write_text(f"listen 127.0.0.1:8080;\n{certificate}")
    values = {"SITE": str(site), "TLS": f"{tmp_path}/tls.conf", "LISTEN": "127.0.0.1:8443 ssl http2"}
    assert complaints(tmp_path / "nginx", values, ["127.0.0.1:1"]) == ""


def test_every_setting_is_used_and_every_name_is_a_setting() -> None:
    used = {
        name
        for template in proxy.TEMPLATES.glob("*.conf")
        for line in template.read_text().splitlines()
        for name in proxy.NAME.findall(line)
        if not line.startswith("#")
    }
    assert used == set(settings.read("proxy.env"))


def test_a_release_brings_its_own_settings(release: Path, tmp_path: Path) -> None:
    with (release / "proxy.env").open("a") as known, (release / "nginx" / "nginx.conf").open("a") as main:
        known.write("BROUGHT=by the release\n")
        main.write("${BROUGHT}\n")
    assert proxy.write(tmp_path / "nginx", PLACE, ["127.0.0.1:1"]).read_text().endswith("\nby the release\n")


def test_a_name_that_is_not_set_is_said_and_nothing_is_written(release: Path, tmp_path: Path) -> None:
    (release / "nginx" / "last.conf").write_text("${NOWHERE}\n")
    with pytest.raises(RuntimeError, match="NOWHERE"):
        proxy.write(tmp_path / "nginx", PLACE, ["127.0.0.1:1"])
    assert not (tmp_path / "nginx").exists()


def started(folder: Path, *names: str, **given: str) -> str:
    """What start.sh says to a program in place of nginx, which keeps the files that it is given."""
    kept = folder / "kept"
    kept.mkdir()
    stand_in = folder / "nginx"
    stand_in.write_text(f'#!/bin/sh\ncp "$4"/* {kept}\necho "$@"\n')
    stand_in.chmod(0o755)
    start = ["sh", str(proxy.TEMPLATES / "start.sh"), str(proxy.TEMPLATES), str(FOLDER / "proxy.env"), *names]
    environment = {"PATH": f"{folder}:{os.environ['PATH']}"} | given
    return subprocess.run(start, env=environment, capture_output=True, text=True, check=True).stdout


def test_a_container_fills_the_files_in_the_same_way(tmp_path: Path) -> None:
    given = {"FRAME_ANCESTORS": "'self' https://school.example", "RESOLVER": "192.0.2.53"}
    said = started(tmp_path, **given)
    proxy.write(tmp_path / "ours", given, [settings.read("proxy.env")["REPLICA"]])
    assert contents(tmp_path / "kept", skip="#") == contents(tmp_path / "ours", skip="#")
    assert re.fullmatch(r"-e stderr -p (\S+) -c \1/nginx\.conf\n", said)


@pytest.mark.parametrize(("address", "named"), [("192.0.2.53", "192.0.2.53"), ("fd00::a", "[fd00::a]")])
def test_a_container_asks_the_name_server_of_its_machine(tmp_path: Path, address: str, named: str) -> None:
    resolv = tmp_path / "resolv.conf"
    resolv.write_text(f"search example\nnameserver {address}\nnameserver 192.0.2.54\n")
    started(tmp_path, str(resolv))
    assert f"    resolver {named} valid" in (tmp_path / "kept" / "nginx.conf").read_text()


def contents(folder: Path, skip: str) -> dict[str, list[str]]:
    return {
        path.name: [line for line in path.read_text().splitlines() if not line.startswith(skip)]
        for path in folder.iterdir()
    }
