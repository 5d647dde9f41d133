"""A connection that ends when its visitor is heard of no more, whatever has not been read of it."""

from __future__ import annotations

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class Connection(WebSocketsSansIOProtocol):
    """uvicorn's, which waits for ever to have sent what a visitor who does not read is owed."""

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()
