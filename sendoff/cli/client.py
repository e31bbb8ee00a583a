"""The HTTP API as commands ask it: bodies in and out, every failure a SendoffError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import httpx

from sendoff import strict_json
from sendoff.errors import Invalid, Kind, SendoffError, invalid
from sendoff.secrets import Secret

Json = dict[str, Any]

CONNECT_SECONDS = 5.0
READ_SECONDS = 300.0
"""The longest silence that is waited through: a count over a large source is made while one waits."""

KINDS: dict[int, Kind] = {
    400: Kind.INVALID,
    401: Kind.UNAUTHENTICATED,
    403: Kind.FORBIDDEN,
    404: Kind.UNKNOWN,
    409: Kind.CONFLICT,
    410: Kind.GONE,
    413: Kind.TOO_LARGE,
    429: Kind.TOO_MANY,
    503: Kind.UNAVAILABLE,
}
"""What an error of the API means (spec/api.md, Errors); any other status is a failure."""

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Client:
    """One server's API, asked with one token.

    Paths are below `/api`, with a leading slash. Every call raises a SendoffError of the kind that
    the answer's status stands for, with the server's own sentence; `server_unreachable` and
    `server_silent` are retryable. Redirects are not followed: the token goes nowhere else.
    """

    def __init__(self, url: str, token: Secret | None = None) -> None:
        """Raises: Invalid, for what is no http address, and for a token that no header can carry."""
        address = _address(url)
        path = address.path.rstrip("/").removesuffix("/api")  # which some give, and we add
        self.url = f"{address.scheme}://{address.netloc.decode()}{path}"
        headers = {"Accept-Encoding": "identity"}  # files are checked by the bytes that were sent
        if token is not None:
            headers["X-Access-Token"] = _carried(token)
        self._http = httpx.Client(
            base_url=f"{self.url}/api",
            headers=headers,
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            trust_env=address.host not in _LOOPBACK,  # a proxy would look at its own machine
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **parameters: str | int | None) -> Json:
        """The answer; parameters that are None are not sent."""
        return self._asked("GET", path, parameters={k: v for k, v in parameters.items() if v is not None})

    def post(self, path: str, body: Mapping[str, object]) -> Json:
        return self._asked("POST", path, body=body)

    def upload(self, path: str, pieces: Iterable[bytes], **parameters: str | None) -> Json:
        """The answer to the pieces together, each sent as it comes; parameters that are None are not sent."""
        given = {k: v for k, v in parameters.items() if v is not None}
        return self._asked("POST", path, parameters=given, content=pieces)

    def patch(self, path: str, body: Mapping[str, object]) -> Json:
        return self._asked("PATCH", path, body=body)

    def delete(self, path: str) -> Json:
        return self._asked("DELETE", path)

    @contextmanager
    def stream(self, path: str) -> Iterator[httpx.Response]:
        """The answer while it arrives."""
        with self._told(), self._http.stream("GET", path) as response:
            if response.status_code != 200:
                response.read()
                raise self._refusal(response)
            yield response

    def _asked(
        self,
        method: str,
        path: str,
        *,
        parameters: Mapping[str, str | int] | None = None,
        body: Mapping[str, object] | None = None,
        content: bytes | Iterable[bytes] | None = None,
    ) -> Json:
        if body is not None:
            content = strict_json.dumps(body).encode()
        with self._told():
            response = self._http.request(method, path, params=parameters, content=content)
        answer = _json(response)
        if not response.is_success or answer is None:
            raise self._refusal(response)
        return answer

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise SendoffError(
                f"No server answers at {self.url} ({str(error) or 'no connection in time'}). "
                "Start one with `sendoff serve`, or name another one in SENDOFF_URL.",
                code="server_unreachable",
                kind=Kind.UNAVAILABLE,
            ) from None
        except httpx.TransportError as error:
            raise SendoffError(
                f"The connection to {self.url} ended before the answer was whole ({type(error).__name__}). "
                "Whether the server did what was asked is not known; look, then try again.",
                code="server_silent",
                kind=Kind.UNAVAILABLE,
            ) from None

    def _refusal(self, response: httpx.Response) -> SendoffError:
        kind = KINDS.get(response.status_code, Kind.FAILED)
        answer = _json(response)
        if answer is None or not isinstance(answer.get("message"), str):
            return SendoffError(
                f"What answers at {self.url} is not Sendoff (status {response.status_code}). "
                "Look at SENDOFF_URL.",
                code="no_sendoff",
                kind=Kind.UNAVAILABLE if response.status_code in (502, 504) else Kind.FAILED,
            )
        message = answer["message"]
        if kind is Kind.UNAUTHENTICATED and "X-Access-Token" in self._http.headers:
            message += " It came from SENDOFF_TOKEN; `sendoff token create` makes another."
        return SendoffError(message, code=kind.value, kind=kind, path=answer.get("path"))


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        address = httpx.URL()
    if address.scheme not in ("http", "https") or not address.host or address.userinfo or address.query:
        raise invalid(
            "SENDOFF_URL is no address of a server. One is http://127.0.0.1:8000, without a user or a query."
        )
    return address


def _carried(token: Secret) -> str:
    """The token; what a header cannot carry would be shown by the error of sending it."""
    text = token.reveal()
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise invalid("SENDOFF_TOKEN holds characters that no token has. Set it again, without quotes.")
    return text


def _json(response: httpx.Response) -> Json | None:
    """The body where it is a JSON object, else None."""
    try:
        answer = strict_json.loads(response.content)
    except Invalid:
        return None
    return answer if isinstance(answer, dict) else None
