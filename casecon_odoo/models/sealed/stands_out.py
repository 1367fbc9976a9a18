"""Which openings a privacy officer should look at: what nobody needs for a case, as far as numbers can tell.

None of it proves anything; each is a question to ask the person who opened.
"""

from datetime import timedelta

from .. import clock

MANY = 10  # people, within ten minutes
LOOKED_THROUGH = timedelta(days=90)
STANDS_OUT = [
    ("many", "Many people within ten minutes"),
    ("colleague", "Someone from the reader's own department"),
    ("no_case", "No case conference with this person"),
]

# The first that fits: an opening, never one's own, by the kind that stands out.
FOUND = """
WITH opened AS (
    SELECT seq, uid, person, at::timestamptz AS at FROM casecon_access
    WHERE act = 'open' AND person IS NOT NULL
      AND at > %(since)s
), judged AS (
    SELECT opened.seq, CASE
        WHEN (SELECT count(DISTINCT other.person) FROM opened other WHERE other.uid = opened.uid
              AND other.at BETWEEN opened.at - interval '10 minutes' AND opened.at + interval '10 minutes') >= %(many)s
            THEN 'many'
        WHEN EXISTS (
            SELECT FROM hr_employee reader
            JOIN hr_version own ON own.id = reader.current_version_id
            JOIN hr_employee about ON about.id = opened.person
            JOIN hr_version other ON other.id = about.current_version_id
            WHERE reader.user_id = opened.uid AND reader.id <> about.id AND own.department_id = other.department_id)
            THEN 'colleague'
        WHEN NOT EXISTS (SELECT FROM casecon_conference c WHERE c.employee_id = opened.person)
            THEN 'no_case'
    END AS kind
    FROM opened
    WHERE NOT EXISTS (SELECT FROM hr_employee me WHERE me.user_id = opened.uid AND me.id = opened.person)
      AND (%(ids)s::bigint[] IS NULL OR opened.seq = ANY(%(ids)s::bigint[]))
)
SELECT seq, kind FROM judged WHERE kind IS NOT NULL
"""


def standing_out(cr, ids=None):
    """What stands out, by the number of its row: of `ids`, else of all of the last 90 days."""
    cr.execute(FOUND, {"ids": ids, "many": MANY, "since": (clock.now() - LOOKED_THROUGH).isoformat()})
    return dict(cr.fetchall())
