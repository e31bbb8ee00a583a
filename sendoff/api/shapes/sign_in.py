"""Logins as JSON (spec/api.md, Authentication)."""

from __future__ import annotations

from pydantic import BaseModel, Field

from sendoff.api.shapes.fields import Body


class LogIn(Body):
    """Who logs in."""

    email: str = Field(max_length=320, description="The user's e-mail.")
    password: str = Field(max_length=1024, description="The user's password.")


class Token(Body):
    """The token of a login."""

    token: str = Field(max_length=200, description="What POST /users/login gave.")


class TokenAnswer(BaseModel):
    """The token of a login."""

    token: str = Field(description="For the header X-Access-Token, for 8 hours from now.")


class AuthenticationOptions(BaseModel):
    """Which ways to log in there are."""

    is_credentials_login_enabled: bool = Field(description="Whether e-mail and password are taken.")
    is_oidc_login_enabled: bool = Field(description="Whether OpenID Connect is offered.")


class AuthenticationOptionsAnswer(BaseModel):
    """How one can log in."""

    authentication_options: AuthenticationOptions = Field(description="The ways to log in.")
