#!/usr/bin/env bash
# The program on Windows, as far as Wine is Windows: installed, at a live console, and as the folder
# that needs no Python.
#
#     packaging/windows/check.sh FOLDER
#
# FOLDER keeps the Windows Python that set_up.sh makes. FOLDER/out gets the zip. The tests that run
# are those of the data file and of reading files; test_watch is left out, for under Wine a second
# connection of one process to an open data file fails in its locks.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
house=$(cd "$here/../.." && pwd)
"$here/set_up.sh" "$1"
folder=$(cd "$1" && pwd)
site="$folder/python/Lib/site-packages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
step() { echo "--- Windows: $* ($SECONDS s)"; }

step 'install'
tools=$(command -v python3.11)
"$tools" -m pip wheel -q --no-deps -w "$work" "$house"
rm -rf "$house/build" "$site"
mkdir "$site"
"$tools" -m pip install -q --no-warn-conflicts --target "$site" --platform win_amd64 \
    --python-version 3.11 --only-binary=:all: "$(ls "$work"/*.whl)[seal,test]" \
    colorama pyinstaller pefile pywin32-ctypes altgraph packaging
"$tools" -m compileall -q "$folder/python/Lib" >/dev/null 2>&1 || true

step 'a month with the installed program, on code page 936'
"$house/packaging/check.sh" "$folder/python.sh" -m revisit_cli

step 'the desk on a live console'
"${PEXPECT_PYTHON:-python3}" "$here/desk.py" "$folder"

step 'tests of the data file and of reading files'
mkdir "$work/试 验"
cp -r "$house/tests" "$house/pyproject.toml" "$house/README.md" "$house/docs" "$house/examples" "$work/试 验"
(
    cd "$work/试 验"
    "$folder/python.sh" -m pytest -p no:cacheprovider --deselect tests/store/file/test_watch.py \
        tests/store/file tests/files/workbooks/test_workbook.py tests/files/workbooks/test_book.py \
        tests/files/workbooks/test_encoding.py tests/test_program.py </dev/null
)

step 'the folder that needs no Python'
rm -rf "$folder/out"
"$folder/python.sh" "$house/packaging/build.py" "Z:$folder/out" </dev/null
(cd "$work" && python3 -m zipfile -e "$folder"/out/revisit-*-windows-x64.zip .)
WINDOWS_PROGRAM="$work/revisit/revisit.exe" "$house/packaging/check.sh" "$folder/python.sh"
step 'done'
