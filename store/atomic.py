"""The one transaction. `await atomic(work)` runs `work()` in it and returns its answer.

The body runs in a task of its own that a cancelled caller does not cancel: Tortoise leaks its connection when a task
is cancelled while it enters a transaction, and on SQLite that hangs every later query. Nothing in a body waits for
anything but the database.
"""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tortoise.transactions import in_transaction

T = TypeVar("T")

_hooks: contextvars.ContextVar[list[Callable[[], None]] | None] = contextvars.ContextVar("hooks", default=None)


class Turnstile:
    """SQLite has one writer: transactions and the journal take turns here, first come first served.

    SQLite's own busy wait is unfair, so that a busy journal starves everybody else.
    """

    def __init__(self) -> None:
        """No loop is needed yet."""
        self._lock: asyncio.Lock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __call__(self) -> asyncio.Lock:
        """The turnstile of the running loop."""
        loop = asyncio.get_running_loop()
        if self._lock is None or self._loop is not loop:
            self._lock, self._loop = asyncio.Lock(), loop
        return self._lock


turnstile = Turnstile()


async def atomic(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction; inside another one it joins it. Hooks of `after_commit` run once it is durable."""
    if _hooks.get() is not None:
        return await work()
    task = asyncio.create_task(_whole(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


async def _whole(work: Callable[[], Awaitable[T]]) -> T:
    hooks: list[Callable[[], None]] = []
    token = _hooks.set(hooks)
    try:
        async with turnstile(), in_transaction():
            answer = await work()
    finally:
        _hooks.reset(token)
    for hook in dict.fromkeys(hooks):
        hook()
    return answer


def after_commit(hook: Callable[[], None]) -> None:
    """Run `hook` after the present transaction has committed; never when it is rolled back.

    Raises:
        RuntimeError: there is no transaction.
    """
    hooks = _hooks.get()
    if hooks is None:
        msg = "after_commit outside atomic"
        raise RuntimeError(msg)
    hooks.append(hook)


async def savepoint(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` inside the present transaction so that its failure undoes only itself."""
    async with in_transaction():
        return await work()
