"""nginx's configuration: the files of deploy/nginx/ with their ${NAMES} filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

TEMPLATES = Path(__file__).parent / "nginx"
NAME = re.compile(r"\$\{([A-Z_]+)\}")

DEFAULTS = {
    "ACCESS_LOG": "/dev/stdout",
    "FRAME_ANCESTORS": "*",
    "PROXY_WORKERS": "2",
    "RESOLVER": "127.0.0.1",
    "TLS": "/none*",
    "TRUSTED_PROXY": "unix:",
}
"""
ACCESS_LOG: where a line for each request goes.
FRAME_ANCESTORS: who may show the app in a frame of their page, as a Content-Security-Policy says it.
PROXY_WORKERS: nginx's processes.
RESOLVER: the name server that is asked for replicas that are known by name.
TLS: a file that names a certificate and its key, where nginx is to speak TLS itself.
TRUSTED_PROXY: the network of a load balancer whose X-Forwarded-For is believed; unix: stands for none.

Beside these LISTEN and STATUS, the ports for visitors and for nginx's own figures; SITE, the folder that
deploy/static.py has made; REPLICA, one ``host:port`` or several, each of which gets a line.
"""


def write(folder: Path, values: Mapping[str, str], replicas: Sequence[str]) -> Path:
    """Fills the templates into a folder; the main file of the configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    for template in TEMPLATES.glob("*.conf"):
        lines = (
            filled(line, DEFAULTS | dict(values) | {"REPLICA": replica})
            for line in template.read_text().splitlines(keepends=True)
            for replica in (replicas if "${REPLICA}" in line else replicas[:1])
        )
        (folder / template.name).write_text("".join(lines))
    return folder / "nginx.conf"


def filled(line: str, values: Mapping[str, str]) -> str:
    """KeyError for a name without a value, but in a comment."""
    return line if line.startswith("#") else NAME.sub(lambda name: values[name[1]], line)
