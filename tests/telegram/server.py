"""A Bot API server on loopback: real HTTP, real long polls, real webhooks, Telegram's own refusals.

    server = BotApi()
    server.start()          # in a thread of its own
    server.url              # what GOCBOT_API_URL is set to

It can be told to misbehave: `misbehave` for scripted errors, `cut` and `mend` for the network.
"""

from __future__ import annotations

import asyncio
import re
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from bot.telegram.state.order import chat_of
from tests.telegram import parameters as requests
from tests.telegram.account import Account, Json
from tests.telegram.methods import METHODS
from tests.telegram.misbehaviour import Babbled, Dropped, FloodControl, Misbehaviour, fail
from tests.telegram.parameters import Parameters
from tests.telegram.ports import free_port
from tests.telegram.refusals import Refused, bad_request, conflict

TOKEN = "123456789:AAF-loopback_token_of_the_tests_00000"
USERNAME = "goc_deneme_bot"
_LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_CLOSE_AFTER = 5.0


@dataclass(slots=True)
class Webhook:
    """Where updates are brought to."""

    url: str
    secret: str
    connections: int


class BotApi:
    """The server: an account behind HTTP."""

    def __init__(self, token: str = TOKEN, username: str = USERNAME) -> None:
        self.account = Account(token, username)
        self.account.on_update = self._wake
        self.misbehaviours: list[Misbehaviour] = []
        self.flood: FloodControl | None = None
        self.webhook: Webhook | None = None
        self.behind: list[str] = []
        """Where a reverse proxy at the webhook's address passes updates on to, one after the other; empty: no proxy."""
        self.webhook_answers: list[int] = []
        """HTTP statuses that came back from the webhook."""
        self._poller = 0
        self._open: set[web.BaseRequest] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bot-api", daemon=True)

    # Driving side

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Begins to listen on a port that was free."""
        self._thread.start()
        self._call(self._begin())

    def stop(self) -> None:
        """Ends; what is open is dropped."""
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def misbehave(
        self,
        *methods: str,
        times: int,
        answer: Refused | None,
        done_first: bool = False,
        when: Callable[[Parameters], bool] = lambda parameters: True,
    ) -> Misbehaviour:
        """Lets the next calls fail; see Misbehaviour."""
        fault = Misbehaviour(frozenset(map(str.lower, methods)), times, answer, done_first, when)
        self.misbehaviours.append(fault)
        return fault

    def dawdle(self, *methods: str, times: int, seconds: float, when: Callable[[Parameters], bool]) -> None:
        """Lets the next calls take long, and then succeed."""
        names = frozenset(map(str.lower, methods))
        self.misbehaviours.append(Misbehaviour(names, times, None, when=when, delay=seconds, fails=False))

    def babble(self, *methods: str, times: int, body: bytes) -> Misbehaviour:
        """Lets the next calls be answered by something that is no JSON."""
        fault = Misbehaviour(frozenset(map(str.lower, methods)), times, None, body=body)
        self.misbehaviours.append(fault)
        return fault

    def dawdle_always(self, *methods: str, seconds: float) -> Misbehaviour:
        """Lets all calls take so long."""
        fault = Misbehaviour(frozenset(map(str.lower, methods)), sys.maxsize, None, delay=seconds, fails=False)
        self.misbehaviours.append(fault)
        return fault

    @property
    def conflicts(self) -> int:
        """How often one poller was ended by another."""
        return sum(refusal.code == 409 for _, refusal, _ in self.account.refusals)

    def cut(self) -> None:
        """Takes the network away: connections die, new ones are refused."""
        self._call(self._cut())

    def mend(self) -> None:
        """Gives the network back, at the same address."""
        self._call(self._listen())

    # HTTP

    def _call(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_CLOSE_AFTER * 2)

    async def _begin(self) -> None:
        self._woken = asyncio.Event()
        self._server = web.Server(self._answer, request_factory=self._request, access_log=None)
        self._port = free_port()
        await self._listen()
        self._carrier = asyncio.create_task(self._carry())

    def _request(self, message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
        size = requests.LARGEST_UPLOAD + 2**20
        return web.BaseRequest(message, payload, protocol, writer, task, self._loop, client_max_size=size)

    async def _listen(self) -> None:
        self._listener = await self._loop.create_server(self._server, "127.0.0.1", self._port, reuse_address=True)

    async def _cut(self) -> None:
        self._listener.close()
        for connection in list(self._server.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await asyncio.sleep(0)

    async def _end(self) -> None:
        self._carrier.cancel()
        self._poller += 1
        self._woken.set()
        await self._cut()
        await self._server.shutdown(0.1)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._woken.set)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        name = ""
        given = Parameters({})
        try:
            token, _, name = request.path.removeprefix("/bot").partition("/")
            if token != self.account.token:
                raise Refused(401, "Unauthorized")
            given = await requests.read(request)
            result = await self._perform(name.lower(), given, request)
        except Refused as refusal:
            if _alive(request) and not refusal.scripted:
                self.account.refusals.append((name, refusal, given))
            return web.json_response(refusal.body(), status=refusal.code)
        except Babbled as babbled:
            return web.Response(body=babbled.body)
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        return web.json_response({"ok": True, "result": result})

    async def _perform(self, name: str, given: Parameters, request: web.BaseRequest) -> Any:
        fault = self._fault(name, given)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
            if not _alive(request):
                raise Dropped
        if fault is not None and fault.fails and not fault.done_first:
            fail(fault)
        if name == "getupdates":
            result = await self._get_updates(given)
        elif name in _WEBHOOK_METHODS:
            result = _WEBHOOK_METHODS[name](self, given)
        else:
            result = self._method(name, given)
        if fault is not None and fault.fails:
            fail(fault)
        return result

    def _method(self, name: str, given: Parameters) -> Any:
        method = METHODS.get(name)
        if method is None:
            raise Refused(404, "Not Found: method not found")
        if self.flood is not None and name.startswith("send") and name != "sendchataction":
            self.flood.check()
        with self.account.changed:
            result = method(self.account, given)
            self.account.calls[name] += 1
            self.account.changed.notify_all()
        return result

    def _fault(self, name: str, given: Parameters) -> Misbehaviour | None:
        for fault in self.misbehaviours:
            if fault.times > 0 and (not fault.methods or name in fault.methods) and fault.when(given):
                with self.account.changed:
                    fault.times -= 1
                    self.account.changed.notify_all()
                return fault
        return None

    # Updates

    async def _get_updates(self, given: Parameters) -> list[Json]:
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        allowed = given.json("allowed_updates", "allowed_updates")
        if allowed is not None:
            self.account.allowed = tuple(allowed) or None
        self._poller += 1
        mine = self._poller
        self._woken.set()
        limit = min(max(given.number("limit", 100), 1), 100)
        offset = given.number("offset")
        ends = self._loop.time() + min(max(given.number("timeout"), 0), _LONGEST_POLL)
        while True:
            found = self.account.pending(offset, limit)
            left = ends - self._loop.time()
            if found or left <= 0:
                with self.account.changed:
                    self.account.calls["getupdates"] += 1
                    self.account.changed.notify_all()
                return found
            if offset < 0:
                offset = 0
            self._woken.clear()
            with self.account.changed:
                self.account.calls["polls"] += 1
                self.account.changed.notify_all()
            try:
                await asyncio.wait_for(self._woken.wait(), left)
            except TimeoutError:
                continue
            if self.webhook is not None:
                raise conflict("terminated by setWebhook request")
            if mine != self._poller:
                self._woken.set()
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )

    def _set_webhook(self, given: Parameters) -> bool:
        url, secret = given.text("url"), given.text("secret_token")
        if not url:
            return self._delete_webhook(given)
        if not url.startswith(("https://", "http://127.0.0.1:")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if "secret_token" in given.fields and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        allowed = given.json("allowed_updates", "allowed_updates")
        if allowed is not None:
            self.account.allowed = tuple(allowed) or None
        if given.flag("drop_pending_updates"):
            self.account.updates.clear()
        self.webhook = Webhook(url, secret, min(max(given.number("max_connections", 40), 1), 100))
        self._woken.set()
        return True

    def _delete_webhook(self, given: Parameters) -> bool:
        if given.flag("drop_pending_updates"):
            self.account.updates.clear()
        self.webhook = None
        return True

    def _webhook_info(self, given: Parameters) -> Json:
        url = self.webhook.url if self.webhook else ""
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.account.updates)}

    async def _carry(self) -> None:
        """Brings updates to the webhook, in order, each until it is taken."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
            while True:
                if self.webhook is None or not self.account.updates:
                    await asyncio.sleep(0.02)
                    continue
                batch = _first_of_each(self.account.updates, self.webhook.connections)
                statuses = await asyncio.gather(*(self._bring(session, self.webhook, update) for update in batch))
                with self.account.changed:
                    taken = {u["update_id"] for u, s in zip(batch, statuses, strict=True) if 200 <= s < 300}
                    left = [update for update in self.account.updates if update["update_id"] not in taken]
                    self.account.updates.clear()
                    self.account.updates.extend(left)
                    self.webhook_answers.extend(statuses)
                    self.account.changed.notify_all()
                if len(taken) < len(batch):
                    await asyncio.sleep(0.1)

    async def _bring(self, session: aiohttp.ClientSession, webhook: Webhook, update: Json) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        for url in self._passed_on(webhook.url):
            try:
                async with session.post(url, json=update, headers=headers) as response:
                    return response.status
            except (aiohttp.ClientError, TimeoutError):
                continue
        return 0

    def _passed_on(self, url: str) -> list[str]:
        """The addresses to try: the next one behind the proxy first, the others where that does not answer."""
        if not self.behind:
            return [url]
        self.behind.append(self.behind.pop(0))
        return list(self.behind)


def _first_of_each(updates: Iterable[Json], limit: int) -> list[Json]:
    """The oldest update of each chat, at most so many: Telegram brings the next of a chat once one is taken."""
    found: dict[int, Json] = {}
    for update in list(updates):
        found.setdefault(chat_of(update), update)
        if len(found) == limit:
            break
    return list(found.values())


def _alive(request: web.BaseRequest) -> bool:
    """Whether the caller still waits."""
    return request.transport is not None and not request.transport.is_closing()


_WEBHOOK_METHODS: dict[str, Callable[[BotApi, Parameters], Any]] = {
    "setwebhook": BotApi._set_webhook,
    "deletewebhook": BotApi._delete_webhook,
    "getwebhookinfo": BotApi._webhook_info,
}
