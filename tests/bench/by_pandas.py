"""The month's groupings by pandas, as a person would write them: what ours is measured beside.

Run by an interpreter that has pandas, which is no dependency of ours; hence a text. Its arguments:
the data file, the month, the month before, the moment, and a workbook where one is to be written.
"""

from typing import Final

MONTH: Final = """
import json, sqlite3, sys
import pandas

MONTH, BEFORE, NOW = sys.argv[2:5]
connection = sqlite3.connect(sys.argv[1])
tables = (
    "unit",
    "firm",
    "contact",
    "service",
    "filing",
    "call",
    "attempt",
    "evaluation",
    "answer",
    "problem",
    "problem_event",
    "flag",
    "visit",
)
t = {name: pandas.read_sql(f"select * from {name}", connection) for name in tables}


def of(name, month=MONTH):
    return t[name][t[name].month == month]


def alive(frame):
    return frame[frame.voided_at.isna()]


def sizes(frame, *by):
    return frame.groupby(list(by), dropna=False).size().reset_index(name="n")


def rate(n, of):
    return {"n": int(n), "of": int(of), "value": round(n / of, 4) if of else None}


named = t["unit"].set_index("id").name
firms = t["firm"].set_index("id").name

service = of("service")
service = service[(service.state == "accepted") & service.voided_at.isna()]
calls = of("call")[lambda f: f.state != "withdrawn"]
attempts = alive(t["attempt"]).sort_values("id")
made = attempts.merge(
    calls[["id", "firm", "due_on"]].rename(columns={"id": "of_call"}),
    left_on="call",
    right_on="of_call",
)
last = made.groupby("call").outcome.last()
final = (
    made[made.outcome.isin(["completed", "partial", "refused_hard", "closed", "not_served"])]
    .groupby("call")
    .first()
)
ended = calls.join(final[["at", "entered_at"]], on="id")
in_time = ended["at"].notna() & (ended["at"].str[:10] <= ended.due_on)
days = sizes(
    made.assign(day=made["at"].str[:10])[made.outcome == "completed"].drop_duplicates("call"), "day"
)


def told(month):
    standing = alive(of("evaluation", month))
    return standing.merge(
        t["answer"], left_on="id", right_on="evaluation", suffixes=("", "_answer")
    )


def asked(answers):
    return {
        question: {
            "counts": sizes(rows, "code").values.tolist(),
            "units": sizes(rows, "unit", "code").values.tolist(),
            "mean": None if rows.number.isna().all() else round(float(rows.number.mean()), 2),
            "median": None if rows.number.isna().all() else float(rows.number.median()),
        }
        for question, rows in answers.groupby("question")
    }


now, then = told(MONTH), told(BEFORE)
evaluations = alive(of("evaluation"))
overall = now[(now.question == "overall") & now.visit.isna()]
worst = overall.assign(bad=overall.code == "dissatisfied").groupby("firm").bad.max()
confided = now[now.question == "integrity"].groupby("firm").code.max().value_counts()
rated = pandas.crosstab(overall.unit, overall.code)

problem = alive(of("problem"))
events = t["problem_event"].sort_values("id")
stopped = events[events.kind.isin(["handled", "answered"])].groupby("problem").first()
problem = problem.join(stopped[["at"]], on="id")
problem = problem.assign(timing="not_due")
problem.loc[problem["at"].notna() & (problem["at"].str[:10] <= problem.due_on), "timing"] = (
    "in_time"
)
problem.loc[problem["at"].notna() & (problem["at"].str[:10] > problem.due_on), "timing"] = "late"
problem.loc[problem["at"].isna() & (problem.due_on < NOW[:10]), "timing"] = "late"

filing = alive(of("filing")).sort_values("version").groupby("unit").first().reset_index()
received = alive(t["filing"]).rename(columns={"id": "filing"})[["filing", "received_at"]]
came = service.merge(received, on="filing").groupby("firm").received_at.min()
odd = made.join(came, on="firm")
odd = odd[(odd["at"] < odd.received_at) | (odd["at"] > odd.entered_at)]
phones = service.assign(phone=service.phones.map(lambda text: json.loads(text or "[]"))).explode(
    "phone"
)
bad = attempts[attempts.outcome.isin(["wrong_number", "dead_number"])].phone.unique()
numbers = (
    phones.drop_duplicates(["unit", "phone"])
    .assign(bad=lambda f: f.phone.isin(bad))
    .groupby("unit")
    .bad.agg(["size", "sum"])
)
visit = of("visit")

lines = (
    pandas.DataFrame(
        {
            "services": service.groupby("unit").size(),
            "firms": service.groupby("unit").firm.nunique(),
            "evaluations": evaluations[evaluations.visit.isna()].groupby("unit").size(),
            "visited": evaluations[evaluations.visit.notna()].groupby("unit").size(),
            "problems": problem.groupby("unit").size(),
            "problems_in_time": problem[problem.timing == "in_time"].groupby("unit").size(),
            "late_entries": service[service.notes.str.contains("date_before_cycle")]
            .groupby("unit")
            .size(),
        }
    )
    .join(rated)
    .join(numbers)
    .fillna(0)
)
lines.insert(0, "unit", named)
lines["rate"] = lines.satisfied / (lines.satisfied + lines.dissatisfied)
found = {
    "firms": len(calls),
    "services": len(service),
    "coverage": rate(calls.id.isin(last.index).sum(), len(calls)),
    "dispositions": last.value_counts().to_dict(),
    "satisfaction": rate((~worst).sum(), len(worst)),
    "calls": {
        "in_time": rate(in_time.sum(), len(calls)),
        "late": int((~in_time & (calls.due_on < NOW[:10])).sum()),
    },
    "days": days.values.tolist(),
    "questions": asked(now),
    "before": asked(then),
    "confided": confided.to_dict(),
    "problems": {
        "timing": problem.timing.value_counts().to_dict(),
        **{each: sizes(problem, each).values.tolist() for each in ("category", "state", "unit")},
    },
    "visits": {
        "state": visit.state.value_counts().to_dict(),
        "reasons": of("flag").reason.value_counts().to_dict(),
    },
    "filings": filing.state.value_counts().to_dict(),
    "not_done": firms[calls[calls.state != "done"].firm].tolist(),
    "units": json.loads(lines.to_json(orient="records", force_ascii=False)),
    "doubtful_times": len(odd),
}
if len(sys.argv) == 5:
    print(json.dumps(found, ensure_ascii=False, default=int))
else:
    with pandas.ExcelWriter(sys.argv[5], engine="xlsxwriter") as book:
        lines.to_excel(book, sheet_name="units", index=False)
        pandas.DataFrame({"firm": found["not_done"]}).to_excel(
            book, sheet_name="undone", index=False
        )
        for name, rows in (
            ("questions", sizes(now, "unit", "question", "code")),
            ("problems", problem),
            ("visits", visit),
            ("days", days),
        ):
            rows.to_excel(book, sheet_name=name, index=False)
        annex = service.assign(unit=service.unit.map(named), firm=service.firm.map(firms))
        annex = annex[
            [
                "unit",
                "officer",
                "served_on",
                "place",
                "matter",
                "completion",
                "firm",
                "contact_text",
                "phones",
                "remark",
            ]
        ]
        annex.to_excel(book, sheet_name="services", index=False)
        chart = book.book.add_chart({"type": "column"})
        chart.add_series({"categories": ["units", 1, 0, 30, 0], "values": ["units", 1, 1, 30, 1]})
        book.sheets["units"].insert_chart("M2", chart)
"""
