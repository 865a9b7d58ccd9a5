#!/usr/bin/env python3
"""Set up all that Palier needs on a bare machine, then run its main job or its tests.

    python3 packaging/bootstrap.py run      the window where there is a screen, else the main job on the example
    python3 packaging/bootstrap.py test     every test
    python3 packaging/bootstrap.py setup [run | test | gates]     only the setting up

Standard library only: a bare Debian 12 has neither venv's ensurepip, nor make, nor git, and its pip refuses the
system's own environment (PEP 668). The environment is made without pip and filled from outside, from a hashed lock of
wheels that names no registry; what is already there is not done twice.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ("run", "test", "gates")
ON_WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if ON_WINDOWS else "python")

# What Qt loads from the system: always, and in a session with a screen.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


class SetupTrouble(Exception):
    """Something only a person can mend; the sentence says what."""


def say(sentence: str) -> None:
    """Tell the user what is going on, on standard error: standard output belongs to the program."""
    print(sentence, file=sys.stderr, flush=True)


def has_screen() -> bool:
    """Tell whether a window can be shown."""
    if ON_WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    """Tell whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return ctypes.util.find_library(library.removeprefix("lib").split(".so", 1)[0]) is not None
    return True


def missing_packages() -> list[str]:
    """Return the Debian packages whose libraries Qt would not find; empty elsewhere than on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if has_screen() else {})}
    return [package for library, package in wanted.items() if not loads(library)]


def install_system_libraries() -> None:
    """Install Qt's system libraries when we may, else say exactly which to install."""
    packages = missing_packages()
    if not packages:
        return
    command = f"apt-get install -y {' '.join(packages)}"
    may = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not may:
        say(
            "Il manque à ce système des bibliothèques dont la fenêtre a besoin ; la ligne de commande s’en passe. "
            f"Pour les installer : sudo {command}"
        )
        return
    say(f"Installation des bibliothèques système de Qt ({len(packages)} paquets)…")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if call_quietly(["apt-get", "update", "-qq"], environment) != 0:
        say("La liste des paquets n’a pas pu être rafraîchie ; on essaie avec celle qui est là.")
    options = ["-y", "-qq", "--no-install-recommends"]
    if call_quietly(["apt-get", "install", *options, *packages], environment) != 0:
        raise SetupTrouble(f"L’installation des bibliothèques système a échoué. Lancez vous-même : {command}")


def call_quietly(command: list[str], environment: dict[str, str]) -> int:
    """Run a command without its chatter, but for what it says when it fails; returns its exit code."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        say(done.stderr[-2000:])
    return done.returncode


def fingerprint(lock: Path) -> str:
    """Return what the environment was made from: the lock, the Python, the place."""
    parts = (lock.read_bytes(), sys.version.encode(), sysconfig.get_platform().encode(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def already_set_up(stamp: Path, mark: str) -> bool:
    """Tell whether the environment is the one this lock describes."""
    return PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == mark


def make_environment(lock: Path) -> None:
    """Make the virtual environment and fill it from the lock, bytecode included (a start without costs twice)."""
    name = lock.stem
    stamp, mark = VENV / f".{name}.stamp", fingerprint(lock)
    wider = LOCKS[LOCKS.index(name) :]  # each environment holds all that those before it need
    if any(already_set_up(VENV / f".{one}.stamp", fingerprint(lock.with_name(f"{one}.lock"))) for one in wider):
        return
    say("Préparation de l’environnement (une fois, moins de deux minutes)…")
    if not PYTHON.exists():
        run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], "L’environnement Python n’a pas pu être créé.")
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "--no-deps", "--no-compile"]
    trust = ["--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check"]
    run(
        [*pip, *trust, "-r", str(lock)],
        "Les bibliothèques n’ont pas pu être installées. Vérifiez la connexion et « python3 -m pip --version » (22.3 "
        "au moins), puis relancez la même commande : ce qui est fait ne sera pas refait.",
    )
    compile_bytecode(str(VENV / "lib"), str(VENV / "Lib"))
    stamp.write_text(mark, "utf-8")


def run(command: list[str], sentence: str) -> None:
    """Run a step of the setting up; a failure becomes one sentence."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise SetupTrouble(sentence)


def compile_bytecode(*folders: str) -> None:
    """Compile folders on every core: pip would do it on one, and a first start without bytecode costs twice as much."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    there = [folder for folder in folders if Path(folder).is_dir()]
    command = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", *there]
    subprocess.run(command, env=environment, capture_output=True, check=False)  # templates of libraries do not compile


def leave_launcher() -> Path:
    """Leave ``palier`` beside the environment's Python; it works from any folder."""
    if ON_WINDOWS:
        launcher = BIN / "palier.cmd"
        body = f'@echo off\r\nset "PYTHONPATH={ROOT}"\r\n"{PYTHON}" -m ui %*\r\n'
    else:
        launcher = BIN / "palier"
        body = (
            f"#!/bin/sh\n"
            f"# Starts Palier from its folder; made by packaging/bootstrap.py.\n"
            f"PYTHONPATH='{ROOT}' exec '{PYTHON}' -m ui \"$@\"\n"
        )
    if not launcher.exists() or launcher.read_text("utf-8") != body:
        launcher.write_text(body, "utf-8")
        launcher.chmod(0o755)
    return launcher


def environment_for_program() -> dict[str, str]:
    """Return the variables the program starts with."""
    environment = dict(os.environ)
    environment.setdefault("LC_ALL", environment.get("LANG") or "C.UTF-8")  # Qt and Python warn in a bare C locale
    if not has_screen():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def said(code: int) -> int:
    """Return an exit code as a shell does; a process ended by a signal says nothing itself, so it is told here."""
    if code >= 0:
        return code
    say(f"Le programme a été arrêté par le système (signal {-code}).")
    return 128 - code


def set_up(lock_name: str) -> Path:
    """Bring the machine to where the program can start; returns the launcher."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- this script must say so itself on an older machine
        raise SetupTrouble(f"Palier demande Python 3.11 ou plus récent ; celui-ci est {sys.version.split()[0]}.")
    with ThreadPoolExecutor() as at_once:  # one waits for the disk, the other for the network
        system = at_once.submit(install_system_libraries)
        make_environment(ROOT / "packaging" / f"{lock_name}.lock")
        system.result()
    launcher = leave_launcher()
    compile_bytecode(*(str(ROOT / room) for room in ("app", "db", "resources", "ui")))
    return launcher


def main(arguments: list[str]) -> int:
    """Do what the first word says; the other words go to the program or to pytest."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb not in {"run", "test", "setup"}:
        say(__doc__ or "")
        return 2
    try:
        launcher = set_up(rest[0] if verb == "setup" and rest else "test" if verb == "test" else "run")
    except SetupTrouble as trouble:
        say(str(trouble))
        return 1
    if verb == "setup":
        return 0
    environment = environment_for_program()
    if verb == "test":
        environment |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "QT_QPA_PLATFORM": "offscreen"}
        # One worker a core; the long tests are the integration server's (« -m thorough », or -m "" for all).
        words = ["-n", "auto", "--dist", "loadfile", *([] if "-m" in rest else ["-m", "not thorough"]), *rest]
        done = subprocess.run([str(PYTHON), "-m", "pytest", *words], cwd=ROOT, env=environment, check=False)
        return said(done.returncode)
    command = rest or ([] if has_screen() and not missing_packages() else ["demo"])
    return said(subprocess.run([str(launcher), *command], env=environment, check=False, shell=ON_WINDOWS).returncode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
