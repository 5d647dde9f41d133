"""The app on this machine, without containers: `python -m deploy [replicas]`."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue

import click

from deploy import logs
from deploy.logs import LOGGER
from deploy.part import Part
from deploy.stack import Stack, replicas_of_this_machine, running

STDIN = 0


@click.command()
@click.argument("replicas", type=click.IntRange(1), default=replicas_of_this_machine)
@click.option(
    "--port",
    type=click.IntRange(1, 60_000),
    default=8501,
    envvar="PORT",
    show_default=True,
    show_envvar=True,
    help="For visitors; nginx's figures are on the next, and each replica on one of those that follow.",
)
def main(replicas: int, port: int) -> None:
    """Serves the app through nginx and some replicas until asked to end: one for each core, and one more.

    What ends is started anew. SIGHUP brings a new release: the proxy reads its files anew, and all
    replicas are replaced, one after the other; one alone is replaced with a pause. In a terminal
    SIGHUP ends it, as the terminal was closed.
    """
    logs.begin()
    new_release = SimpleQueue[int]()
    try:
        listen(new_release)
        LOGGER.info("Starting; the first time takes a minute, as what browsers load is compressed")
        with running(replicas, port, None) as stack:
            LOGGER.info("Visitors come in at %s", stack.listen)
            keep(stack, new_release)
    except KeyboardInterrupt:
        LOGGER.info("Ended")
    except (OSError, RuntimeError) as error:
        LOGGER.critical("%s", error)
        sys.exit(1)


def listen(new_release: SimpleQueue[int]) -> None:
    """To signals, which come in the midst of anything: there, SimpleQueue.put is safe."""

    def end(*_: object) -> None:
        """Once: nothing disturbs what is ending."""
        for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: None)
        raise KeyboardInterrupt

    def renew(number: int, _: object) -> None:
        if new_release.empty():
            new_release.put(number)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end if os.isatty(STDIN) else renew)


def keep(stack: Stack, new_release: SimpleQueue[int]) -> None:
    """Looks after what runs, once a second."""
    parts = parts_of(stack)
    while True:
        with suppress(Empty):
            new_release.get(timeout=1)
            roll(stack)
        for part in parts:
            part.look()


def parts_of(stack: Stack) -> list[Part]:
    replicas = [
        Part(f"The replica on port {replica.port}", replica.poll, partial(stack.launch_replica, replica))
        for replica in stack.replicas
    ]
    return [Part("nginx", lambda: stack.proxy.poll(), stack.relaunch_proxy), *replicas]


def roll(stack: Stack) -> None:
    """A new release in place of the old; where something of it does not start, the rest stays what it is."""
    part = "nginx"
    try:
        stack.reload_proxy()
        for index, replica in enumerate(stack.replicas):
            part = f"the replica on port {replica.port}"
            stack.replace(index)
    except Exception as error:
        LOGGER.error("The new release stops at %s: %s", part, error)
    else:
        LOGGER.info("All replicas are new")


if __name__ == "__main__":
    main()
