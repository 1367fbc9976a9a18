"""Python and Node packages from locks with hashes, each purpose in an environment of its own."""

import os
import shutil
import subprocess
import sys
from itertools import takewhile

from dev import debian
from dev.files import locked, made_whole, sha256
from dev.places import CACHE, DEV, LOCKS, TOOLS
from dev.say import Failure, step

ENVIRONMENTS = TOOLS / "env"
_RETRY = "Is the package index reachable? Set PIP_INDEX_URL if you use another one, and try again."


def python(name):
    """The interpreter of an environment: `odoo`, `tests` or `lint`."""
    return ENVIRONMENTS / name / "bin" / "python"


def command(name, program):
    return ENVIRONMENTS / name / "bin" / program


def ensure(name):
    """Create the environment, or make it anew when its lock has changed."""
    _once(ENVIRONMENTS / name, LOCKS / f"{name}.txt", f"Installing the Python packages of '{name}'", _environment)


def ensure_folder(name):
    """Unpack the wheels of a lock into a plain folder, without their dependencies; return it."""
    target = TOOLS / name
    _once(target, LOCKS / f"{name}.txt", f"Installing {name}", _plain_folder)
    return target


def ensure_alone(package, name, target):
    """An environment with one package of a lock and nothing else; returns its interpreter."""
    lines = (LOCKS / f"{name}.txt").read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(f"{package}=="))
    wanted = [lines[first], *takewhile(lambda line: line.startswith("    --hash"), lines[first + 1 :])]
    lock = target.with_suffix(".txt")
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("\n".join(wanted).removesuffix("\\") + "\n")
    _once(target, lock, f"Installing {package} alone", _environment)
    return target / "bin" / "python"


def ensure_node():
    """Install prettier, eslint, axe and the browser; return the folder node_modules."""
    target = TOOLS / "node"
    _once(target, DEV / "node" / "package-lock.json", "Installing the Node packages", _node_modules)
    return target / "node_modules"


def _once(target, lock, text, fill):
    with locked(TOOLS / f"{target.name}.lock"):
        stamp = target / "lock.sha256"
        wanted = sha256(lock)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        shutil.rmtree(target, ignore_errors=True)
        with step(text):
            fill(target, lock)
            stamp.write_text(wanted)


def _environment(target, lock):
    # A virtual environment holds its own path, so it cannot be made elsewhere and moved;
    # the stamp, written last, tells a whole one.
    _uv("venv", "--quiet", "--python", sys.executable, target)
    _uv("pip", "install", "--quiet", "--python", target / "bin/python", "--require-hashes", "-r", lock)


def _plain_folder(target, lock):
    _uv(
        *("pip", "install", "--quiet", "--python", sys.executable, "--target", target),
        *("--no-deps", "--require-hashes", "-r", lock),
    )


def _node_modules(target, lock):
    target.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(lock.parent / name, target)
    binaries = node_binaries()
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}", "npm_config_cache": str(CACHE / "npm")}
    _run([binaries / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], environment, cwd=target)


def node_binaries():
    """The folder with node, npm and npx; they come as a Python package."""
    return ENVIRONMENTS / "tests" / "bin"


def _uv(*arguments):
    environment = {
        **os.environ,
        "UV_CACHE_DIR": str(CACHE / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        **_index_of_pip(),
    }
    _run([_uv_program(), *arguments], environment)


def _index_of_pip():
    """Tell uv the package index that the user has set for pip."""
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return {}
    asked = subprocess.run([*_pip(), "config", "get", "global.index-url"], capture_output=True, text=True)
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": index} if index else {}


def _uv_program():
    target = TOOLS / "uv"
    with locked(TOOLS / "uv.lock"):
        if not (target / "bin" / "uv").exists():
            _install_uv(target)
    return target / "bin" / "uv"


def _install_uv(target):
    with made_whole(target) as folder:
        wishes = ["--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--root-user-action=ignore"]
        _run([*_pip(), "install", *wishes, "--target", folder, "-r", LOCKS / "uv.txt"], os.environ)


def _pip():
    """This machine's pip, else the one in Debian's package, which nothing installs."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return [sys.executable, "-m", "pip"]
    unpacked = TOOLS / "pip"
    with locked(TOOLS / "pip.lock"):
        if not unpacked.exists():
            _unpack_pip(unpacked)
    (wheel,) = unpacked.glob("usr/share/python-wheels/pip-*.whl")
    return [sys.executable, wheel / "pip"]


def _unpack_pip(target):
    if not debian.is_debian():
        raise Failure("Python has no pip here. Install pip for this Python and try again.")
    with made_whole(CACHE / "pip") as folder:
        debian.download(folder, f"python3-pip-whl/{debian.codename()}")
    with made_whole(target) as folder:
        debian.unpack(CACHE / "pip", folder)


def _run(arguments, environment, cwd=None):
    done = subprocess.run(arguments, env=environment, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        shown = " ".join(map(str, arguments[:4]))
        raise Failure(f"{shown} … failed:\n{(done.stderr or done.stdout).strip()[-3000:]}\n{_RETRY}")
