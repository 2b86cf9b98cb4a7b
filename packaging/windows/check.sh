#!/usr/bin/env bash
# The program on Windows, as far as Wine is Windows.
#
#     packaging/windows/check.sh FOLDER           installed by README's block, by the bundle's
#                                                 installer, and used at a live console
#     packaging/windows/check.sh FOLDER folder    made into the folder that needs no Python, and used
#                                                 from its zip
#
# FOLDER keeps the Windows Python that set_up.sh makes. FOLDER/out gets the zip. The tests that run
# are those of the data file and of reading files, but for the longest of what is the same on any
# system: SQLite's own damaged files, each column's seal, half of most native parts. Exits 75 where
# Windows cannot be had here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
house=$(cd "$here/../.." && pwd)
step() { echo "--- Windows: $* ($SECONDS s)"; }

"${PEXPECT_PYTHON:-python3}" -c 'import pexpect' 2>/dev/null || {
    echo 'pexpect is not installed, which types at the console (PEXPECT_PYTHON names a Python with it)' >&2
    exit 75
}
step 'a Windows Python'
"$here/set_up.sh" "$1"
folder=$(cd "$1" && pwd)
site="$folder/python/Lib/site-packages"
work=$(mktemp -d)
export WINEPREFIX="$folder/prefix" WINEDEBUG=-all LC_ALL=zh_CN.UTF-8
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$folder/wheels"
# What is typed here is installed to be started once: Python compiles by then what it needs.
export PIP_NO_COMPILE=1
trap 'rm -rf "$work"; wineserver -k || true' EXIT

# Whatever a Windows program asks of its system goes through this one process, which must not wait
# for its turn behind other work.
nice -n -10 wineserver -p 2>/dev/null
# The first process starts those of the system, which keep its streams open for good.
wine cmd /c exit </dev/null >/dev/null 2>&1

step 'install'
tools=$(command -v python3.11)
cp -r "$house/revisit_cli" "$house"/{pyproject.toml,README.md,LICENSE} "$work"
"$tools" -m pip wheel -q --no-deps -w "$work" "$work"
rm -rf "$site"/revisit_cli*
"$tools" -m pip install -q --no-deps --target "$site" "$work"/*.whl
"$tools" -m compileall -q "$site/revisit_cli"

if [ "${2:-}" = folder ]; then
    step 'the folder that needs no Python'
    rm -rf "$folder/out"
    "$folder/python.sh" "$house/packaging/build.py" "Z:$folder/out" </dev/null
    step 'a month with that folder, from its zip'
    (cd "$work" && "$tools" -m zipfile -e "$folder"/out/revisit-*-windows-x64.zip .)
    program=(env WINDOWS_PROGRAM="$work/revisit/revisit.exe" "$folder/python.sh")
    "$house/packaging/check.sh" "${program[@]}"
    step 'its start beside that of the installed program'
    "$tools" "$house/packaging/start.py" "${program[@]}" -- "$folder/python.sh" -m revisit_cli
    step 'done'
    exit
fi

step 'the desk on a live console, pipes, a lock of another process, on code page 936'
"${PEXPECT_PYTHON:-python3}" "$here/desk.py" "$folder"

step "README's block and the bundle's installer, typed at cmd"
"$tools" "$house/packaging/bundle.py" "$work" windows-x64 3.11
"${PEXPECT_PYTHON:-python3}" "$here/pasted.py" "$folder" "$house" "$work"/revisit-*-offline

step 'tests of the data file and of reading files'
mkdir "$work/试 验"
cp -r "$house/tests" "$house/pyproject.toml" "$house/README.md" "$house/docs" "$house/examples" "$work/试 验"
(
    cd "$work/试 验"
    half=tests/test_program.py::test_a_native_part_that_lies_here_by_half_is_named_and_never_loaded
    column=every_column_of_every_sealed_table_is_held_to_its_seal_before_it_is_sealed_anew
    REVISIT_EXAMPLES=5 "$folder/python.sh" -m pytest -p no:cacheprovider --durations=5 \
        --basetemp "Z:$work/tried" --ignore tests/store/file/test_damage.py \
        --deselect="$half"[{cffi,PyNaCl,MarkupSafe}] \
        --deselect="tests/store/file/test_watch.py::test_$column" tests/store/file \
        tests/files/workbooks/test_{workbook,book,encoding}.py tests/test_program.py </dev/null
)
step 'done'
