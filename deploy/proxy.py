"""nginx's configuration: the files of deploy/nginx/ with their ${NAMES} filled in, as start.sh does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy import settings

TEMPLATES = Path(__file__).parent / "nginx"
NAME = re.compile(r"\$\{([A-Z_]+)\}")
DEFAULTS = settings.read("proxy.env")


def write(folder: Path, values: Mapping[str, str], replicas: Sequence[str]) -> Path:
    """Fills the templates into a folder, with a line for each replica; the main file of the configuration."""
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
    """KeyError for a name that is no setting, but in a comment."""
    return line if line.startswith("#") else NAME.sub(lambda name: values[name[1]], line)
