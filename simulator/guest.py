"""Whoever opens the dispatcher's map from the world's page: signed in to the console as somebody invited would be."""

import re
import secrets
from http.cookies import SimpleCookie

import aiohttp
from aiohttp import web

PROOF = re.compile(r'name="proof" value="([^"]+)"')


async def signed_in(http: aiohttp.ClientSession, link: str) -> SimpleCookie:
    """Open a one-time link and choose a password nobody needs to know; its session's cookies, if any."""
    async with http.get(link) as page:
        proof = PROOF.search(await page.text())
        cookies = {name: morsel.value for name, morsel in page.cookies.items()}
    if proof is None:
        return SimpleCookie()
    form = {"proof": proof[1], "password": secrets.token_urlsafe(24)}
    async with http.post(link, data=form, cookies=cookies, allow_redirects=False) as answer:
        return answer.cookies if answer.status == web.HTTPSeeOther.status_code else SimpleCookie()
