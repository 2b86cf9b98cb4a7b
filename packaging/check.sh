#!/usr/bin/env bash
# Uses a program as its user would: the demo, the month as a document, a sheet with codes to dial
# by, words in confidence sealed and opened, a backup put back, in a folder whose name has Chinese
# and a blank in it.
#
#     packaging/check.sh PROGRAM [WORD...]
set -euo pipefail
place=$(mktemp -d)/'回访 试用'
mkdir -p "$place"
trap 'rm -rf "${place%/*}"' EXIT
cd "$place"
unset REVISIT_DB REVISIT_BY REVISIT_NOW

run() { "${program[@]}" "$@" </dev/null; }
fail() { echo "$*" >&2; exit 1; }
program=("$@")

run --version >version.txt
for part in python-calamine rapidfuzz MarkupSafe PyNaCl; do
    grep -aqE "$part [0-9]" version.txt || { cat version.txt >&2; fail "$part does not load"; }
done
run demo 演示 >demo.txt 2>&1 || { tail -5 demo.txt >&2; fail 'the demo did not run to its end'; }
# What its own process says and what each of its commands says, in one encoding.
for code in UTF-8 GBK none; do
    iconv -f $code -t UTF-8 demo.txt >told.txt 2>/dev/null || continue
    grep -q '^核验相符' told.txt && grep -q '^一个月走完了' told.txt && break
done
[ $code != none ] || fail 'the demo speaks in more than one encoding'
cd 演示
export REVISIT_DB=revisit.db REVISIT_BY=办事员甲 REVISIT_NOW=2026-12-11T16:30
run report month 2026-11 -o 月报.docx >/dev/null 2>&1 && [ -s 月报.docx ] ||
    fail 'the month was not written as a document'
echo '企业名称,联系电话,办理时间,办理事项
示例市甲子有限公司,13800000001,2026-12-03,施工许可' >审批科12月.csv
run import 审批科12月.csv --unit 审批科 >/dev/null 2>&1
run settings set dial_qr 是 >/dev/null 2>&1
run calls sheet 2026-12 -o 回访表 >/dev/null 2>&1 || fail 'no sheet of calls was written'
grep -aq xl/media/image1.png 回访表/*.xlsx || fail 'the sheet has no code to dial by'
run duty key new -o 纪委私钥.json >/dev/null 2>&1
run duty report 审批科 --words 封存的原话 >/dev/null 2>&1
! grep -aq 封存的原话 revisit.db || fail 'words in confidence lie open in the data file'
run duty open --key 纪委私钥.json --json 2>/dev/null | grep -q 封存的原话 ||
    fail 'words in confidence did not open'
run db backup -o 副本.db >/dev/null 2>&1
run units list --csv >before.csv 2>/dev/null
run units add 试验科 >/dev/null 2>&1
run db restore 副本.db --yes >/dev/null 2>&1 || fail 'the backup was not put back'
run units list --csv >after.csv 2>/dev/null
cmp before.csv after.csv || fail 'what was put back is not what was kept'
run audit verify >/dev/null 2>&1 || fail 'the log does not verify'
echo "used from nothing: ${program[*]}"
