"""What `odoo casecon key …` does; each function returns what is printed."""

import os
from collections import Counter
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from ...domain.sealed.ring import SIGNS, KeyFileError, MasterKeyError, Ring, check_value, key_line
from . import anchors, key_file, moved
from .access_log import log_later
from .data_key import held_by, key_digest, wrapped_again, wrapped_rows
from .nightly import verified

BATCH = 100


class RefusedError(Exception):
    """Why a command did nothing."""


def new(name):
    """Add a key as the last line of the key file, which only its owner can read."""
    path = _path()
    line = _said(key_line, name)
    if path.exists():
        if name in _names(path):
            raise RefusedError(f"a key {name} is in {path} already; give the new one another name")
        _written(path, path.read_text().rstrip("\n") + f"\n{line}\n")
    else:
        _written(path, f"{line}\n")
    return f"Added {name} to {path}. Back it up now: without it, what it seals can never be read again."


def rotate(name):
    """Put a key first: from then on it writes. Every server must have the file with the new key before this."""
    path = _path()
    if name not in _names(path):
        raise RefusedError(f"there is no key {name} in {path}; make it with: odoo casecon key new {name}")
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    lines.sort(key=lambda line: line.split()[0] != name)
    _written(path, "\n".join(lines) + "\n")
    return f"{name} comes first now. Next: odoo casecon key rewrap"


def escrow():
    """The keys with their check values, for paper in a safe; of one that signs, the public part too."""
    path = _path()
    ring = _said(Ring.of_file, path)
    lines = [line.split() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    public = {name: f", public {ring.public(name).hex()}" for name in ring.signing()}
    check = {name: check_value(ring.raw(name)).hex() for name, _key in lines}
    return "\n".join(f"{name} {key} (check {check[name]}{public.get(name, '')})" for name, key in lines)


def rewrap(registry, out):
    """Wrap data keys that another master key wraps by the one that writes, a hundred in one transaction."""
    done = 0
    while batch := _rewrap_some(registry):
        done += batch
        out.write(f"{done} data keys wrapped again\n")
        out.flush()
    return "Every data key is wrapped by the key that writes." if done else "Nothing to do."


def seal(registry, out):
    """Seal the texts that an earlier version left in clear."""
    return moved.seal_left(registry)


def doctor(registry, out):
    """Which master keys the database needs, how many data keys each holds, whether they open, which may go."""
    ring = _ring()
    with registry.cursor() as cr:
        rows, in_clear = wrapped_rows(cr), moved.left(cr)
        found, failed = held_by(cr), Counter()
        for row in rows:
            try:
                wrapped_again(cr, row)
            except MasterKeyError as error:
                failed[f"{error.name}: {error.reason}"] += 1
    said = [f"{name}: {found[name]} data keys" + ("" if found[name] else ", may go") for name in ring.known()[1:]]
    said = [f"{name}: {found[name]} data keys, writes" for name in ring.known()[:1]] + said
    said += [
        f"{name}: {count} data keys, not in the key file" for name, count in found.items() if name not in ring.known()
    ]
    said += [f"{count} data keys do not open ({reason})" for reason, count in sorted(failed.items())]
    if not ring.known():
        said.append("No key wraps: texts are closed. Make one with: odoo casecon key new NAME")
    if not ring.signer():
        said.append(f"No key signs the access log. Make one with: odoo casecon key new {SIGNS}NAME")
    if in_clear is not None:
        said.append(f"{in_clear} texts are not sealed yet. Seal them, and rewrite their tables: odoo casecon key seal")
    if failed:
        raise RefusedError("\n".join(said))
    return "\n".join(said)


def verify(registry, out):
    """Check the whole log, its anchors, and what it says of each text and key."""
    _ring()
    with registry.cursor() as cr:
        found, rows = verified(cr)
    if not anchors.folder():
        out.write("No anchors are kept, so a log that was cut off may look whole: name casecon_anchor_dir.\n")
    if found:
        raise RefusedError("\n".join(found))
    return f"{rows} rows, nothing found."


IN_THE_FILE = {"new": new, "rotate": rotate, "escrow": escrow}
ON_THE_DATABASE = {"rewrap": rewrap, "seal": seal, "doctor": doctor, "verify": verify}


def _rewrap_some(registry):
    with registry.cursor() as cr:
        first = (_ring().known() or ("",))[0]
        rows = wrapped_rows(cr, SQL("AND master != %s ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED", first, BATCH))
        digests = []
        for row in rows:
            key_id, key, wrapped = _said(wrapped_again, cr, row)
            cr.execute(
                "UPDATE casecon_sealed_key SET (master, check_value, nonce, wrapped) = (%s, %s, %s, %s) WHERE id = %s",
                [*wrapped, key_id],
            )
            digests.append(key_digest(key, wrapped))
        if digests:
            log_later(api.Environment(cr, SUPERUSER_ID, {}), "key", purpose="wrapped again", digests=digests)
    return len(rows)


def _path():
    path = key_file.path()
    if path is None:
        raise RefusedError("name the key file: casecon_key_file in the configuration file, or a credential casecon_key")
    return path


def _ring():
    return _said(key_file.ring)


def _names(path):
    ring = _said(Ring.of_file, path)
    return {*ring.known(), *ring.signing()}


def _said(call, *args):
    try:
        return call(*args)
    except (KeyFileError, MasterKeyError) as error:
        raise RefusedError(f"{error}") from None


def _written(path, text):
    """Whole or not at all, and readable by its owner alone."""
    beside = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return Path(path)
