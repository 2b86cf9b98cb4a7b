"""Step: an answer is a row, so that a form with another question needs no other table.

What was answered about one unit stood in columns of its evaluation, one for each question that our
forms had. Every answer is carried over, and what was said to it; the evaluation keeps who said it
about whom. The log seals both anew (store/file/resealing.py).
"""

import sqlite3

_MONTH = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'"
_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_CODED = ("attitude", "one_time_notice", "extra_trips", "integrity", "overall")
_OF_CODED = " union all ".join(
    f"select id, '{name}' as question, {name} as code, null as number, null as text, "
    f"null as words from evaluation_kept where {name} is not null"
    for name in _CODED
)

_STATEMENTS = (
    # The words in confidence point here: foreign keys are asked again at the end.
    "pragma defer_foreign_keys = on",
    "create temporary table evaluation_kept as select * from evaluation",
    "drop table evaluation",
    f"""
create table evaluation (
    id integer primary key,
    attempt integer references attempt (id),
    visit integer references visit (id),
    firm integer not null references firm (id),
    unit integer not null references unit (id),
    month text not null check (month {_MONTH}),
    voided_at text check (voided_at {_TIME}),
    check ((attempt is null) <> (visit is null))
) strict
""",
    "create index evaluation_by_attempt on evaluation (attempt)",
    "create index evaluation_by_visit on evaluation (visit)",
    "create index evaluation_by_month on evaluation (month, unit)",
    "create index evaluation_by_firm on evaluation (firm, month)",
    """
insert into evaluation (id, attempt, visit, firm, unit, month, voided_at)
select id, attempt, visit, firm, unit, month, voided_at from evaluation_kept order by id
""",
    # The question and the code are words of the form in force, which this file does not know. A
    # number may come with the text it was said in; words are what was said to the answer.
    """
create table answer (
    id integer primary key,
    evaluation integer not null references evaluation (id),
    question text not null check (question <> ''),
    code text check (code <> '' and code not glob '*[^a-z0-9_]*'),
    number integer check (number >= 0),
    text text,
    words text,
    unique (evaluation, question),
    check (code is null or (number is null and text is null)),
    check (coalesce(code, number, text, words) is not null)
) strict
""",
    "create index answer_by_question on answer (question, code)",
    f"""
insert into answer (evaluation, question, code, number, text, words)
select id, question, max(code), max(number), max(text), max(words) from (
    {_OF_CODED}
    union all
    select id, 'days', null, days, days_text, null from evaluation_kept
    where coalesce(days, days_text) is not null
    union all
    select evaluation_kept.id, said.key, null, null, null, cast(said.value as text)
    from evaluation_kept, json_each(evaluation_kept.words) as said
    where said.value is not null and said.value <> ''
)
group by id, question order by id, question
""",
    "drop table evaluation_kept",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Turn columns of answers into rows, in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
