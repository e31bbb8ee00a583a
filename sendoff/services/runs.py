"""A claimed export carried out and settled: claim, execute, settle."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import bindparam, update

from sendoff import __version__
from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.lower import known, selection
from sendoff.conditions.parse import parse_stored
from sendoff.conditions.predicates import EVERYBODY, And, Or, Predicate
from sendoff.delivery import parts, pipeline
from sendoff.destinations import registry
from sendoff.destinations.port import Delivery
from sendoff.engines.port import Stopped, StopSignal, Watcher, WritesParts
from sendoff.errors import Kind, SendoffError
from sendoff.exports.manifest import Manifest
from sendoff.exports.plan import Plan
from sendoff.exports.states import Status
from sendoff.exports.treatments import Treatment
from sendoff.formats.registry import file_extension
from sendoff.services.house import House
from sendoff.services.references import are_as_pinned, unpinned
from sendoff.store import destinations as destination_rows
from sendoff.store import exports as rows
from sendoff.store import queue
from sendoff.store.database import DatabaseUnavailable
from sendoff.store.moments import kept, moment
from sendoff.store.rows import AnyRow
from sendoff.store.tables import destinations, segments

T = TypeVar("T")

MAX_RETRIES = 1
"""A source that changed while it was read is read once more; then it is an error. Attempts that were
lost or handed back do not count: they had not come to see what the source does."""

SETTLE_AGAIN_SECONDS = 1.0
"""How soon a run asks again, where the database was away."""

_OF_SEGMENT = update(segments).where(segments.c.id == bindparam("segment"))
_OF_SEGMENT_AS_IT_WAS = _OF_SEGMENT.where(segments.c.conditions_operation == bindparam("conditions"))
_OF_DESTINATION = update(destinations).where(destinations.c.id == bindparam("destination"))

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """An export under way in this process, fenced by its attempt."""

    row: AnyRow

    @property
    def export_id(self) -> int:
        return int(self.row.id)

    @property
    def attempt(self) -> int:
        return int(self.row.attempt)

    @property
    def folder(self) -> str:
        return _folder(self.export_id, self.attempt)


def claim(house: House, *, owner: str) -> Claim | None:
    """The oldest export that may start, now this process's; None where there is none."""
    with house.database.writing() as connection:
        row = queue.claim(connection, owner=owner, now=house.clock())
        if row is None:
            return None
        rows.log(connection, row.id, "info", f"Attempt {row.attempt} began.", now=kept(house.clock()))
        return Claim(row)


def execute(house: House, claim: Claim, *, stop: StopSignal, watch: Watcher) -> None:
    """The export carried out and settled, whatever happens; raises nothing that is its own affair.

    While the database is away it waits to settle: what is written is not thrown away for that.

    Raises: DatabaseUnavailable, where it could not be settled before it was told to stop: the lease
    will run out.
    """
    try:
        written, artifact = _carry_out(house, claim, stop=stop, watch=watch)
        _deliver(house, claim, artifact, stop=stop)
    except Stopped:
        _remove_files(house, claim)
        return
    except SendoffError as error:
        failure = error
    except Exception as error:  # a driver's fault nobody named: it ends this run loudly, not the worker
        _log.exception("Export %d, attempt %d: %s", claim.export_id, claim.attempt, type(error).__name__)
        failure = _unforeseen(error)
    else:
        if not _patiently(lambda: _settle_finished(house, claim, written, artifact), stop=stop):
            _remove_files(house, claim)
        return
    _remove_files(house, claim)
    _patiently(lambda: _settle_failed(house, claim, failure), stop=stop)


def remove_files(house: House, export_id: int, attempt: int) -> None:
    """The attempt's files are gone; where the store fails, at a later upkeep."""
    folder = _folder(export_id, attempt)
    try:
        house.artifacts.delete(folder)
    except SendoffError as error:  # what failed the run may fail this: it must be settled all the same
        _log.warning("The files of %s stay for now: %s", folder, error.message)


def _remove_files(house: House, claim: Claim) -> None:
    remove_files(house, claim.export_id, claim.attempt)


def _folder(export_id: int, attempt: int) -> str:
    return f"exports/{export_id}/{attempt}/"


def _carry_out(
    house: House, claim: Claim, *, stop: StopSignal, watch: Watcher
) -> tuple[pipeline.Written, str]:
    plan = Plan.from_json(claim.row.plan)
    as_of = moment(claim.row.as_of)
    catalogue = house.profiles.catalogue()
    zone = house.settings.zone
    document = json.loads(claim.row.conditions_operation)
    tree = parse_stored(
        document, catalogue=catalogue, now=as_of, zone=zone, references=unpinned(claim.row.pinned)
    )
    work = pipeline.Work(
        selection(tree, now=as_of, zone=zone),
        plan.columns,
        format=plan.format,
        compression=plan.compression,
        required=mandatory_predicate(plan, catalogue),
    )
    name = f"{claim.folder}customers{file_extension(plan.format, plan.compression)}"
    written, artifact = _written(house, claim, work, name, stop=stop, watch=watch)
    manifest = house.artifacts.create(f"{claim.folder}manifest.json")
    try:
        manifest.write(_manifest(claim, plan, written).to_json())
        manifest.publish()
    finally:
        manifest.discard()
    return written, artifact


def _written(
    house: House,
    claim: Claim,
    work: pipeline.Work,
    name: str,
    *,
    stop: StopSignal,
    watch: Watcher,
) -> tuple[pipeline.Written, str]:
    """The customers of `work`, published, and the name to read them by."""
    engine = house.profiles
    if isinstance(engine, WritesParts) and parts.can_be_joined(work.format):
        url = house.artifacts_url
        return parts.write_parts(
            engine,
            work,
            house.artifacts,
            store_url=url,
            folder=claim.folder,
            name=name,
            stop=stop,
            watch=watch,
        )
    upload = house.artifacts.create(name)
    try:
        written = pipeline.write(engine, work, upload, stop=stop, watch=watch)
        upload.publish()
    finally:
        upload.discard()
    return written, name


def mandatory_predicate(plan: Plan, catalogue: Catalogue) -> Predicate:
    """The destination's mandatory attributes, each known; everybody where it has none.

    Raises: SendoffError, where one is no attribute of the profiles any more.
    """
    parts: list[Predicate] = []
    for attribute_id in plan.mandatory_attribute_ids:
        attribute = catalogue.get(attribute_id)
        if attribute is None:
            raise SendoffError(
                f"The destination demands the attribute {attribute_id!r}, which the profiles have not "
                "(any more). "
                "Take it off the destination's mandatory attributes, or bring the column back.",
                code="attribute_vanished",
                kind=Kind.FAILED,
            )
        parts.append(known(attribute))
    if not parts:
        return EVERYBODY
    if len(parts) == 1:
        return parts[0]
    return And(tuple(parts)) if plan.mandatory_operator == "and" else Or(tuple(parts))


def _deliver(house: House, claim: Claim, artifact: str, *, stop: StopSignal) -> None:
    """The file has arrived where the plan sends it. Secrets are read only now, from the destination.

    Raises: SendoffError, what the destination type raises, and where its type is another one now.
    """
    plan = Plan.from_json(claim.row.plan)

    def read() -> AnyRow | None:
        with house.database.reading() as connection:
            return destination_rows.by_id(connection, claim.row.segment_export_destination_id)

    row = _patiently(read, stop=stop)
    assert row is not None  # the export refers to it
    name = plan.file_name_of(claim.export_id) + file_extension(plan.format, plan.compression)
    kind, current = registry.get(plan.destination_type), json.loads(row.settings)
    secrets = {key for key, setting in kind.settings.items() if setting.secret}
    if secrets and current.get("type", "download") != plan.destination_type:
        raise SendoffError(
            f"The destination {row.name!r} has another type since this export was asked for, so there is no "
            "secret to deliver it by. Run it again.",
            code="destination_type_changed",
            kind=Kind.FAILED,
        )
    settings = {**plan.settings, **{key: current[key] for key in secrets & current.keys()}}
    kind.deliver(Delivery(house.artifacts, artifact, name, settings, plan.parameters))


def _manifest(claim: Claim, plan: Plan, written: pipeline.Written) -> Manifest:
    return Manifest(
        export_id=claim.export_id,
        attempt=claim.attempt,
        conditions_operation=claim.row.conditions_operation,
        references=claim.row.pinned,
        as_of=claim.row.as_of,
        columns=tuple((f.name, str(f.type)) for f in written.schema),
        treatments=tuple((c.attribute_id, c.treatment, c.set_by) for c in plan.columns),
        format=plan.format,
        compression=plan.compression,
        rows=written.rows,
        size_bytes=written.bytes,
        sha256=written.sha256,
        sources=written.sources,
        parts=tuple((part.name, part.rows, part.bytes, part.sha256) for part in written.parts),
        sendoff_version=__version__,
    )


def _settle_finished(house: House, claim: Claim, written: pipeline.Written, artifact: str) -> bool:
    """Whether the attempt still counted, and is finished now."""
    now = kept(house.clock())
    plan = Plan.from_json(claim.row.plan)
    with house.database.writing() as connection:
        changes = {
            "rows_matched": written.rows,
            "rows_exported": written.rows,
            "bytes": written.bytes,
            "sha256": written.sha256,
            "artifact": artifact,
            "progress": 1.0,
            "ended": now,
            "lease_owner": None,
        }
        if not rows.move(
            connection, claim.export_id, Status.FINISHED, now=now, attempt=claim.attempt, changes=changes
        ):
            # It may be finished by this attempt already: committed, and the answer lost on its way.
            return rows.stands_at(connection, claim.export_id, Status.FINISHED, attempt=claim.attempt)
        rows.log(connection, claim.export_id, "info", f"Finished: {written.rows} customers.", now=now)
        clear = [c for c in plan.columns if c.treatment == "clear" and c.set_by != "default"]
        if clear:
            named = ", ".join(f"{c.attribute_id} (set by {c.set_by})" for c in clear)
            rows.log(connection, claim.export_id, "info", f"Left in clear by setting: {named}.", now=now)
        if all(c.treatment == Treatment.BLOCKED for c in plan.columns):
            text = "The destination lets no attribute out, so the file has ids alone."
            rows.log(connection, claim.export_id, "warning", text, now=now)
        segment = {"segment": claim.row.segment_id}
        connection.execute(_OF_SEGMENT, {**segment, "last_export": now})
        # Its conditions, or those of segments that it names, may be others by now: of those nobody has
        # counted anything.
        if not plan.mandatory_attribute_ids and are_as_pinned(connection, claim.row.pinned):
            counted = {"conditions": claim.row.conditions_operation, "customers_count": written.rows}
            connection.execute(_OF_SEGMENT_AS_IT_WAS, {**segment, **counted})
        destination_id = claim.row.segment_export_destination_id
        connection.execute(_OF_DESTINATION, {"destination": destination_id, "last_export": now})
    return True


def _settle_failed(house: House, claim: Claim, error: SendoffError) -> None:
    now = house.clock()
    with house.database.writing() as connection:
        retries = claim.row.retries + 1
        if error.retryable and retries <= MAX_RETRIES:
            queue.try_again(
                connection,
                claim.export_id,
                attempt=claim.attempt,
                retries=retries,
                reason=f"{error.message} It is tried once more.",
                now=now,
                after_seconds=error.retry_after_seconds or 0.0,
            )
            return
        if rows.move(
            connection,
            claim.export_id,
            Status.ERROR,
            now=kept(now),
            attempt=claim.attempt,
            changes={"error": error.message, "ended": kept(now), "lease_owner": None},
        ):
            rows.log(connection, claim.export_id, "error", error.message, now=kept(now))


def _patiently(ask: Callable[[], T], *, stop: StopSignal) -> T:
    """What `ask` of the database returns, asked again while it is away, and once more after `stop`."""
    while True:
        is_last = stop.is_set()
        try:
            return ask()
        except DatabaseUnavailable as error:
            if is_last:
                raise
            _log.warning("A run waits for the database: %s", error.message)
            stop.wait(SETTLE_AGAIN_SECONDS)


def _unforeseen(error: Exception) -> SendoffError:
    # The driver's own text can hold customers' values; its class cannot.
    return SendoffError(
        f"The run ended by an unforeseen {type(error).__name__}. The server's log says where; report it.",
        code="unforeseen",
        kind=Kind.FAILED,
    )
