"""nginx's configuration: the files of deploy/nginx/ with their ${NAMES} filled in, as start.sh does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy import settings

TEMPLATES = Path(__file__).parent / "nginx"
NAME = re.compile(r"\$\{([A-Z_]+)\}")


def write(folder: Path, values: Mapping[str, str], replicas: Sequence[str]) -> Path:
    """Fills the templates into a folder, with a line for each replica; the main file of the configuration.

    RuntimeError for a name without a value; then nothing is written.
    """
    known = settings.read("proxy.env") | dict(values)
    texts = {
        template.name: "".join(
            filled(line, known | {"REPLICA": replica})
            for line in template.read_text().splitlines(keepends=True)
            for replica in (replicas if "${REPLICA}" in line else replicas[:1])
        )
        for template in TEMPLATES.glob("*.conf")
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder / "nginx.conf"


def filled(line: str, values: Mapping[str, str]) -> str:
    if line.startswith("#"):
        return line
    if unknown := set(NAME.findall(line)) - values.keys():
        raise RuntimeError(f"nginx's configuration names what is not set: {', '.join(sorted(unknown))}")
    return NAME.sub(lambda name: values[name[1]], line)
