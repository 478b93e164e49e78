"""nginx with nchan, a peer of the open pages: measured where both are installed, and passed over where not."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp

MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
CONF = """
load_module {module};
daemon off; worker_processes 1; user root; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 8192; }}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    location ~ ^/pub/(.+)$ {{ nchan_publisher; nchan_channel_id $1; nchan_message_buffer_length 1; }}
    location ~ ^/sub/(.+)$ {{ nchan_subscriber eventsource; nchan_channel_id $1;
                             nchan_subscriber_first_message newest; }}
  }}
}}
"""


def there() -> bool:
    """Whether this machine has them."""
    return shutil.which("nginx") is not None and MODULE.exists()


@contextlib.asynccontextmanager
async def serving(folder: Path, port: int) -> AsyncIterator[int]:
    """nginx; its one worker's pid."""
    conf = folder / "nginx.conf"
    conf.write_text(CONF.format(module=MODULE, folder=folder, port=port))
    process = await asyncio.create_subprocess_exec("nginx", "-c", str(conf), "-p", str(folder))
    try:
        await _listening(port)
        yield _worker(process.pid)
    finally:
        process.terminate()
        await process.wait()


def _worker(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


async def _listening(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(OSError):
                (await asyncio.open_connection("127.0.0.1", port))[1].close()
                return
            await asyncio.sleep(0.05)


async def publish(http: aiohttp.ClientSession, port: int, run: Callable[..., Awaitable[None]]) -> None:
    """Post each event, as its publishers do: the request is part of its price."""
    posts: set[asyncio.Task[None]] = set()

    async def post(topic: str, data: bytes) -> None:
        async with http.post(f"http://127.0.0.1:{port}/pub/{topic}", data=data,
                             headers={"X-EventSource-Event": "moved"}) as answer:
            await answer.read()

    def send(topic: str, data: bytes) -> None:
        task = asyncio.create_task(post(topic, data))
        posts.add(task)
        task.add_done_callback(posts.discard)

    await run(send)
    while posts:
        await asyncio.gather(*posts)
