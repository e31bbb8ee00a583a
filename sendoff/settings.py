"""Every setting once: `sendoff.toml` in the data folder, overruled by `SENDOFF_…` variables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sendoff.clock import zone_of
from sendoff.errors import Invalid, Problem, invalid

MAX_ENGINE_THREADS = 256
"""Each is started at once: a slip of the finger must not stop the machine."""
FILE_NAME = "sendoff.toml"


def _known_zone(name: str) -> str:
    return zone_of(name).key


class Settings(BaseSettings):
    """What an instance is told. Absent values take the default given here."""

    model_config = SettingsConfigDict(env_prefix="SENDOFF_", extra="forbid", frozen=True)

    data: Path = Field(description="Folder of this instance: its settings, database and files.")
    profiles: str = Field(
        description="URL of the customers: a Parquet or CSV file, a glob of them, duckdb:///file?table=name, "
        "or that of a database, a cluster or a warehouse."
    )
    id_column: str = Field("customer_entity_id", description="The column that identifies a customer.")
    csv_types: dict[str, str] = Field(
        default_factory=dict,
        description="Data types of CSV columns, a table (in the variable JSON); one not named is a string.",
    )
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        "UTC", description="IANA zone in which days, 'today' and zoneless moments are read."
    )
    metadata: str = Field("", description="URL of the metadata database; empty: SQLite in the data folder.")
    artifacts: str = Field(
        "",
        description="Where files are kept: a folder or an object store URL; each instance has a part of it "
        "to itself; empty: in the data folder.",
    )
    workers: int = Field(
        2, ge=0, le=64, description="Exports that one `serve` or `worker` process runs at once."
    )
    engine_threads: int = Field(
        0, ge=0, le=MAX_ENGINE_THREADS, description="Threads of one query; 0: one for each core."
    )
    engine_memory: str = Field(
        "", description="Most memory of one query, such as 2GB; empty: the engine's default."
    )
    retention_days: float = Field(7.0, gt=0, description="Days after which the files of an export go.")
    strict_export_rights: bool = Field(
        False, description="Exporting also asks for sight of the segment (its ACL, or foreign_segments)."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # The data folder is always given (by load), never read from the file in it.
        folder = getattr(init_settings, "init_kwargs", {}).get("data", ".")
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(folder) / FILE_NAME)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def metadata_url(self) -> str:
        return self.metadata or f"sqlite:///{self.data / 'sendoff.db'}"


def load(data: Path, **overrides: object) -> Settings:
    """The settings of the instance in `data`.

    Raises: Invalid, naming each setting at fault and what it should be, or what sets the folder up.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(data=data.absolute(), **given)  # type: ignore[arg-type]  # checked by Pydantic
    except ValidationError as error:
        found = error.errors()
        if any(_is_missing(each, "profiles") for each in found) and not (data / FILE_NAME).exists():
            raise invalid(
                f"The folder {data} is not set up. Do that with `sendoff init --data {data}`.",
                code="not_set_up",
            ) from None
        raise Invalid([_problem(each) for each in found], code="settings_invalid") from None
    except ValueError as error:  # a file that is no TOML; its text holds no setting's value
        raise Invalid(
            [Problem(str(data / FILE_NAME), f"The settings file cannot be read: {type(error).__name__}.")],
            code="settings_invalid",
        ) from None


def _is_missing(found: ErrorDetails, name: str) -> bool:
    return found["type"] == "missing" and found["loc"] == (name,)


def _problem(found: ErrorDetails) -> Problem:
    place = ".".join(str(part) for part in found["loc"])
    if found["type"] == "extra_forbidden":
        return Problem(place, f"There is no such setting. There are {', '.join(Settings.model_fields)}.")
    if found["type"] == "missing":
        return Problem(place, f"It is missing. Write it into {FILE_NAME}.")
    return Problem(place, f"{found['msg'].removeprefix('Value error, ')}.")
