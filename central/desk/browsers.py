"""Cookies, and the sessions behind them: kept in the database by a hash, so that any process knows them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request, Response
from sqlalchemy import delete

from central.oidc import Begun, SignedIn
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import DeskSession, SignIn

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
SIGN_IN_LASTS = timedelta(minutes=10)
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie that scripts cannot read and other sites' forms do not carry; `__Host-` ties it to this origin."""

    name: str
    path: str = "/"

    def of(self, request: Request) -> str:
        return request.cookies.get(self._full(request), "")

    def give(self, request: Request, response: Response, value: str, lasts: timedelta) -> None:
        response.set_cookie(
            self._full(request),
            value,
            max_age=int(lasts.total_seconds()),
            path=self.path,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )

    def take(self, request: Request, response: Response) -> None:
        response.delete_cookie(
            self._full(request), self.path, secure=request.url.scheme == "https", httponly=True, samesite="lax"
        )

    def _full(self, request: Request) -> str:
        return f"__Host-{self.name}" if request.url.scheme == "https" else self.name


DESK = Cookie("desk")
SIGNING_IN = Cookie("signing-in")
CITIZEN = Cookie("citizen")


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hashed(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def begin_sign_in(
    transaction: Transaction, begun: Begun, browser: str, redirect_uri: str, return_to: str, now: datetime
) -> None:
    transaction.execute(delete(SignIn).where(SignIn.expires_at < now))
    transaction.add(
        SignIn(
            state_hash=hashed(begun.state),
            browser_hash=hashed(browser),
            verifier=begun.verifier,
            nonce=begun.nonce,
            redirect_uri=redirect_uri,
            return_to=return_to,
            expires_at=now + SIGN_IN_LASTS,
        )
    )


def take_sign_in(transaction: Transaction, state: str, browser: str, now: datetime) -> SignIn:
    """The sign-in that this browser began, used up by this. Raises Problem where there is none."""
    begun = transaction.get(SignIn, hashed(state), with_for_update=True)
    if begun is None or begun.expires_at <= now or not hmac.compare_digest(begun.browser_hash, hashed(browser)):
        raise Problem("sign-in-failed", reason="state")
    transaction.delete(begun)
    return begun


def open_session(transaction: Transaction, person: SignedIn, now: datetime) -> str:
    """The cookie's value."""
    transaction.execute(delete(DeskSession).where(DeskSession.expires_at < now))
    secret = new_secret()
    transaction.add(
        DeskSession(
            id_hash=hashed(secret),
            staff=person.id,
            name=person.name,
            roles=list(person.roles),
            csrf=new_secret(),
            id_token=person.id_token,
            created_at=now,
            seen_at=now,
            expires_at=now + IDLE,
        )
    )
    return secret


def session_of(transaction: Transaction, secret: str, now: datetime) -> DeskSession | None:
    """The session that is still open, its idle time begun anew."""
    held = transaction.get(DeskSession, hashed(secret)) if secret else None
    if held is None or held.expires_at <= now:
        return None
    if now - held.seen_at >= _SEEN_EVERY:
        held.seen_at = now
        held.expires_at = min(now + IDLE, held.created_at + LONGEST)
    return held


def end_session(transaction: Transaction, secret: str) -> None:
    transaction.execute(delete(DeskSession).where(DeskSession.id_hash == hashed(secret)))


def check_own_form(request: Request, expected: str, given: str) -> None:
    """That a form was on a page of ours: by its token, and by what the browser says of where it came from."""
    from_elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    if from_elsewhere or not given or not hmac.compare_digest(expected.encode(), given.encode()):
        raise Problem("form-foreign")
