#!/bin/sh
# One task by name, from nothing: ./do brief | test | picture | docs.
# Sets up .venv on the first run and is quick on the next; Makefile and .ci/run call it too.
set -eu
cd "$(dirname "$0")"

VENV=.venv
BIN=$VENV/bin

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

# Installs Debian packages; says no where there is no apt-get, or no right to use it.
apt_install() {
    command -v apt-get >/dev/null || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || return 1
        [ -t 0 ] || sudo -n true 2>/dev/null || return 1
        as_root=sudo
    fi
    say "Installing $* …"
    log=$(mktemp)
    if $as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get -qq update && apt-get -qq install -y --no-install-recommends "$@"' apt "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}

find_python() {
    for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$python" >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            return
        fi
    done
    fail "Cuaderno needs Python 3.11 or newer. Install it, or name it: PYTHON=/path/to/python3.11 ./do brief"
}

# Debian keeps the part of Python that fills a new environment in a package of its own.
make_venv() {
    if "$BIN/python" -m pip --version >/dev/null 2>&1; then return; fi
    find_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install python3-venv || true
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            fail "Python's venv module is missing. Install it (on Debian: apt-get install python3-venv) and run this again."
    fi
    say "Setting up $VENV …"
    "$python" -m venv --clear "$VENV"
}

pip() {
    "$BIN/python" -m pip --quiet --quiet --no-input --disable-pip-version-check "$@"
}

# A stamp older than pyproject.toml is out of date.
fresh() { [ -n "$(find "$VENV/$1" -newer pyproject.toml 2>/dev/null)" ]; }

install_package() {
    make_venv
    fresh .package && "$BIN/cuaderno" --version >/dev/null 2>&1 && return
    say "Installing Cuaderno into $VENV …"
    pip install --editable '.[documents,pdf,web]'
    touch "$VENV/.package"
}

# The groups of pyproject.toml are read here, for pip knows them only from 25.1 on.
install_dev() {
    install_package
    fresh .dev && return
    say "Installing what the checks need into $VENV …"
    "$BIN/python" -c '
import tomllib
groups = tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]
print(*(one for name in ("dev", "bench") for one in groups[name] if isinstance(one, str)), sep="\n")
' >"$VENV/dev.txt"
    pip install --editable '.[corpus,documents,pdf,spark,web]' --requirement "$VENV/dev.txt"
    touch "$VENV/.dev"
}

find_chromium() {
    for chromium in chromium chromium-browser google-chrome; do
        if command -v "$chromium" >/dev/null; then return 0; fi
    done
    return 1
}

# Chromium, and Playwright's driver, which needs libatomic.
browser_ready() {
    find_chromium && "$BIN/playwright" --version >/dev/null 2>&1
}

# Without a browser its tests are left out, except in continuous integration, where nothing is.
want_browser() {
    browser_ready && return
    apt_install chromium libatomic1 && browser_ready && return
    say "There is no Chromium that can be driven, and none could be installed (on Debian: apt-get install chromium libatomic1)."
    [ -z "${CI:-}" ] || fail "Continuous integration runs the tests of the pages too, so this is an error."
    say "The tests of the pages in a real browser are left out."
    return 1
}

# Without Java the tests of the cluster are left out, except in continuous integration, where nothing is.
want_java() {
    command -v java >/dev/null && return
    apt_install default-jre-headless && command -v java >/dev/null && return
    say "There is no Java, and none could be installed (on Debian: apt-get install default-jre-headless)."
    [ -z "${CI:-}" ] || fail "Continuous integration runs the tests of the cluster too, so this is an error."
    say "The tests of the cluster skip themselves."
    return 1
}

brief() {
    install_package
    "$BIN/cuaderno" brief colombia -o colombia.html
    say "The brief of Colombia is in $(pwd)/colombia.html: open it in any browser."
}

# cog writes the generated parts of the documents, or with --check says which are stale.
write_docs() {
    "$BIN/cog" "$@" -P -I docs README.md README.es.md docs/*.md
}

# The wheel as a user gets it: in an environment of its own, without a development package, cut off from the network.
try_wheel() {
    rm -rf build/wheel
    pip wheel --no-deps --wheel-dir build/wheel .
    if [ -n "$(find build/clean/.made -newer pyproject.toml 2>/dev/null)" ]; then
        pip --python build/clean/bin/python install --no-deps --force-reinstall build/wheel/*.whl
    else
        "$BIN/python" -m venv --clear --without-pip build/clean
        pip --python build/clean/bin/python install --no-compile build/wheel/*.whl
        touch build/clean/.made
    fi
    build/clean/bin/python -I tests/smoke.py build/wheel/*.whl
}

run() {
    say "» $*"
    "$@"
}

# What is seen without running the tests.
look_through() {
    run "$BIN/ruff" check .
    run "$BIN/ruff" format --check .
    run "$BIN/mypy" --strict
    run "$BIN/lint-imports"
    run write_docs --check
}

# Both at once; each is heard when it has ended, so that their words do not mix.
both() {
    words=$(mktemp -d)
    (run "$1") >"$words/1" 2>&1 &
    first=$!
    (run "$2") >"$words/2" 2>&1 &
    second=$!
    wrong=0
    wait "$first" || wrong=1
    cat "$words/1" >&2
    wait "$second" || wrong=1
    cat "$words/2" >&2
    rm -r "$words"
    return "$wrong"
}

run_tests() {
    install_dev
    without=
    want_browser || without='not browser'
    want_java || true
    both look_through try_wheel
    # A file's tests stay together, for they share what they make; tests/conftest.py begins with those that take longest.
    run "$BIN/pytest" -n 2 --dist loadfile --no-loadscope-reorder -m "$without" --cov --cov-report=term-missing:skip-covered
}

docs() {
    install_dev
    "$BIN/python" -m cuaderno.web.api.openapi docs/openapi.json
    write_docs -r
}

picture() {
    brief
    find_chromium || apt_install chromium && find_chromium || fail "A picture needs Chromium (on Debian: apt-get install chromium)."
    "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1000 \
        --screenshot="$(pwd)/docs/colombia.png" "file://$(pwd)/colombia.html" 2>/dev/null
    say "The picture is in docs/colombia.png."
}

case "${1:-}" in
brief) brief ;;
test) run_tests ;;
picture) picture ;;
docs) docs ;;
*) fail "Name a task: ./do brief, ./do test, ./do picture or ./do docs." ;;
esac
