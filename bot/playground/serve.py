"""Serve an ASGI app on this computer, for as long as it is needed."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable

import uvicorn
from starlette.types import ASGIApp


@contextlib.asynccontextmanager
async def served(build: Callable[[str], ASGIApp], port: int = 0) -> AsyncIterator[str]:
    """Serve what `build` makes of its address, in the running event loop, until the block is left.

    Gives the address, such as `http://127.0.0.1:40123`; port 0 takes any free port. Raises OSError when the
    port is in use.
    """
    with socket.create_server(("127.0.0.1", port)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(build(address), log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve([listener]))
        try:
            while not server.started and not task.done():
                await asyncio.sleep(0.005)
            yield address
        finally:
            server.should_exit = True
            await task
