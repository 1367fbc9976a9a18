"""Two requests at once on one case conference: the pairs that the gate's table holds, and the world they race in."""

import json
import threading
from itertools import combinations_with_replacement

from casecon_domain import gate

from dev import odoo, postgres
from dev.places import LOGS, ROOT, RUN
from tests.rpc import Rpc, RpcError

CHAIR = "clinician2"
# Who presses for a role of the table.
LOGINS = {
    "hr": "hr",
    "hr_triages": "hr",
    "oh_admin": "ohadmin",
    "clinician": CHAIR,
    "employee": "employee",
    "requester": "manager",
    "requester_returned": "manager",
    "self": "manager",
    "owner": "manager",
    "minute_taker": "privacy",
}
# Their rows are none of a conference's, or nobody at hand may.
NOT_RACED = {(gate.CONFERENCE, "create"), (gate.CONFERENCE, "mark_complex"), ("casecon.agenda.item", "unlink")}
MODELS = (gate.CONFERENCE, "casecon.attendee", "casecon.agenda.item", "casecon.consent.line", "casecon.minutes")
OF_CONFERENCE = MODELS[1:4]  # rows without a state of their own

KEEP = """
CREATE SCHEMA race;
DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~
        '^(casecon_.*|calendar_event|calendar_attendee|calendar_event_res_partner_rel|mail_activity)$' LOOP
        EXECUTE format('CREATE TABLE race.%I AS SELECT * FROM public.%I', t, t);
    END LOOP;
END $$;
CREATE FUNCTION race.back() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
DECLARE t text; names text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'race' LOOP
        SELECT string_agg(quote_ident(attname), ', ') INTO names FROM pg_attribute
         WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM race.%1$I', t, names);
    END LOOP;
END $$;
CREATE FUNCTION race.counts() RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE t text; n int; found jsonb := '{}'; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'race' ORDER BY 1 LOOP
        EXECUTE format('SELECT count(*) FROM public.%I', t) INTO n;
        found := found || jsonb_build_object(t, n);
    END LOOP;
    RETURN found;
END $$;
UPDATE ir_cron SET active = false;
"""

# What may never be, whoever was faster.
FAULTS = {
    "said after it was withdrawn": """
        SELECT 1 FROM casecon_consent_answer said JOIN LATERAL (
            SELECT answer FROM casecon_consent_answer a WHERE a.line_id = said.line_id
               AND a.attendee_id = said.attendee_id AND a.id < said.id AND a.answer <> 'disclosed'
             ORDER BY a.id DESC LIMIT 1) stood ON true
         WHERE said.answer = 'disclosed' AND stood.answer <> 'granted'""",
    "final with an open flag": """
        SELECT 1 FROM casecon_minutes m JOIN casecon_minutes_comment c ON c.minutes_id = m.id
         WHERE m.state = 'final' AND c.kind = 'flag' AND c.resolved_at IS NULL""",
    "a person twice in one conference": """
        SELECT 1 FROM casecon_attendee WHERE removed_at IS NULL
         GROUP BY conference_id, partner_id HAVING count(*) > 1""",
    "one pre-call twice": """
        SELECT 1 FROM casecon_pre_call GROUP BY conference_id, called_at HAVING count(*) > 1""",
    "a next one twice": """
        SELECT 1 FROM casecon_conference WHERE previous_id IS NOT NULL GROUP BY previous_id HAVING count(*) > 1""",
}
FOUND = " UNION ALL ".join(f"SELECT '{what}' WHERE EXISTS ({sql})" for what, sql in FAULTS.items())


class World:
    """A conference at each stage; every race begins from the same rows."""

    def __init__(self, server):
        out = RUN / "race_world.json"
        out.unlink(missing_ok=True)
        script = f"import sys\nsys.path[:0] = [{str(ROOT)!r}]\nfrom tests import race_world\n"
        odoo.shell(server.db, f"{script}race_world.main(env, {str(out)!r})\n", LOGS / "race_world.log")
        self.server, self.made, self.sessions = server, json.loads(out.read_text()), {}
        self.sql(KEEP)
        self.stages, self.people = self.made["stages"], self.made["people"]

    def sql(self, query):
        return postgres.query(query, self.server.db, role="postgres")

    def back(self):
        self.sql("SELECT race.back()")

    def session(self, login, side):
        if (login, side) not in self.sessions:
            self.sessions[login, side] = Rpc(self.server, login, login)
        return self.sessions[login, side]

    def verbs(self, stage):
        """(model, verb, roles that are at hand) that the table holds for this stage."""
        ids, found = self.stages[stage], []
        for model in MODELS:
            for move in gate.rows(model):
                roles = [role for role in move.who if role in LOGINS]
                there = ids[model] or move.verb == "create"
                fits = self.state(stage, model) in move.sources or not move.sources
                if fits and there and roles and (model, move.verb) not in NOT_RACED:
                    found.append((model, move.verb, tuple(roles)))
        return found

    def state(self, stage, model):
        own = {"casecon.minutes": {"drafted": "draft", "fact_check": "fact_check", "final": "final", "closed": "final"}}
        states = {"returned": "requested", "to start": "prepared", "no-show": "prepared"}
        of_conference = states.get(stage, "held" if stage in own["casecon.minutes"] and stage != "closed" else stage)
        return own.get(model, {}).get(stage, "") if model in own else of_conference

    def pairs(self, stage):
        return list(combinations_with_replacement(self.verbs(stage), 2))

    def call(self, stage, verb, side):
        """A call to make: the first role that is at hand presses on one side, the last on the other."""
        model, name, roles = verb
        session, ids = self.session(LOGINS[roles[-side]], side), self.stages[stage]
        given = ARGUMENTS.get((model, name))
        values = given(self, ids) if given else {}
        if name == "create":
            return lambda: session.call(model, "create", [{"conference_id": ids[gate.CONFERENCE], **values}])
        if name in ("write", "unlink"):
            return lambda: session.call(model, name, [ids[model]], *([values] if name == "write" else []))
        return lambda: session.call(model, f"action_{name}", [ids[model]], **values)

    def race(self, stage, pair):
        """Both at once: what each answered, and what is wrong then."""
        self.back()
        calls = [self.call(stage, verb, side) for side, verb in enumerate(pair)]
        answers = together(calls)
        wrong = [f"{type(answer).__name__} {answer}" for answer in answers if not _is_polite(answer)]
        wrong += self.sql(FOUND).splitlines()
        done = [not isinstance(answer, RpcError) for answer in answers]
        if any(done):
            raced = self.outcome(done)
            orders = ([0, 1], [1, 0])
            if not any(self.one_by_one(calls, order) == raced for order in orders):
                wrong.append(
                    f"no order, one after the other, ends so: {['refused', 'done'][done[0]]} and "
                    f"{['refused', 'done'][done[1]]}"
                )
        return answers, wrong

    def outcome(self, done):
        """Who was not refused, and how many rows there are then; where one was refused its rows are the other's."""
        return done, self.sql("SELECT race.counts()") if all(done) else ""

    def one_by_one(self, calls, order):
        """The outcome of both calls, one after the other."""
        self.back()
        done = [False, False]
        for at in order:
            try:
                calls[at]()
                done[at] = True
            except RpcError:
                pass
        return self.outcome(done)


def together(calls):
    """Run the calls at once; their answers, or RpcError."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(at, call):
        barrier.wait(60)
        try:
            answers[at] = call()
        except RpcError as error:
            answers[at] = error

    threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def _is_polite(answer):
    return not isinstance(answer, RpcError) or answer.name in ("UserError", "AccessError", "ValidationError")


def _of(model, **values):
    return {(model, verb): given for verb, given in values.items()}


ARGUMENTS = {
    **_of(
        gate.CONFERENCE,
        attest_briefing=lambda world, ids: {"told_on": world.made["today"]},
        refuse=lambda world, ids: {"reason": "Another way"},
        answer_return=lambda world, ids: {"answer": "Done"},
        schedule=lambda world, ids: {"start": world.made["free"], "despite": world.made["keys"]},
        move=lambda world, ids: {"start": world.made["free"], "reason": "Room", "despite": world.made["keys"]},
        change=lambda world, ids: {"mode": "in_person", "place": "Room 1", "despite": world.made["keys"]},
        reassign=lambda world, ids: {
            "role": "manager",
            "value": world.people["other manager"],
            "despite": world.made["keys"],
        },
        accept_conflict=lambda world, ids: {"reason": "There is nobody else"},
        add_attendee=lambda world, ids: {"role": "minute_taker", "partner_id": world.people["other"]},
        remove_attendee=lambda world, ids: {"attendee_id": ids["attendees"].get("minute_taker", 0)},
        waive_notice=lambda world, ids: {"earliest_start": world.made["soon"]},
        set_companion=lambda world, ids: {"name": "Somebody Else"},
        answer_for_companion=lambda world, ids: {"answer": "accepted"},
        acknowledge_attendees=lambda world, ids: {"attendee_ids": list(ids["attendees"].values())},
        ask_for_manager=lambda world, ids: {"manager_id": world.people["other manager"]},
        set_needs=lambda world, ids: {"text": "A pause"},
        share_with_companion=lambda world, ids: {"agenda": True},
        record_for_employee=lambda world, ids: {
            "verb": "remove_companion",
            "values": {},
            "words": "As they said",
            "through": "phone",
        },
        record_handover=lambda world, ids: {"handed_over_at": world.made["just now"], "how": "By hand"},
        send_again=lambda world, ids: {"attendee_id": ids["attendees"]["manager"]},
        cancel=lambda world, ids: {"reason": "No need"},
        plan_pre_call=lambda world, ids: {"start": world.made["soon"], "channel": "phone", "where": "012345"},
        record_pre_call=lambda world, ids: {"outcome": "done", "called_at": world.made["just now"], "minutes": 5},
        start=lambda world, ids: {
            "present_attendee_ids": [ids["attendees"][role] for role in ("employee", "clinician", "manager")],
            "reason": "HR is late",
        },
        close=lambda world, ids: {"no_minutes_reason": "Nobody wanted any"},
        not_held=lambda world, ids: {"reason": "They were ill", "had_said_so": True},
        **{"return": lambda world, ids: {"reason": "More, please"}},
    ),
    **_of(
        "casecon.attendee",
        answer=lambda world, ids: {"answer": "declined"},
        propose=lambda world, ids: {"start": world.made["free"]},
    ),
    **_of(
        "casecon.agenda.item",
        create=lambda world, ids: {"name": "A question"},
        write=lambda world, ids: {"name": "Another question"},
    ),
    **_of(
        "casecon.consent.line",
        create=lambda world, ids: {"wording": "Sees a physio"},
        write=lambda world, ids: {"wording": "Sees a nurse", "kind": "treatment"},
        grant=lambda world, ids: {"through": "phone"},
        refuse=lambda world, ids: {"through": "phone"},
        withdraw=lambda world, ids: {"through": "phone"},
    ),
    **_of(
        "casecon.minutes",
        create=lambda world, ids: {"body": "<p>Three</p>"},
        write=lambda world, ids: {"body": '<p id="p-1">Four</p>'},
        comment=lambda world, ids: {"paragraph_id": "p-1", "text": "No", "digest": ids["digest"]},
        answer_fact_check=lambda world, ids: {"comment": "Yes", "through": "phone", "digest": ids["digest"]},
        extend_fact_check=lambda world, ids: {"until": world.made["later"]},
        state_disagreement=lambda world, ids: {"text": "No", "digest": ids["digest"]},
        flag=lambda world, ids: {"paragraph_id": "p-1", "digest": ids["digest"]},
        resolve_flag=lambda world, ids: {"paragraph_id": "p-1", "digest": ids["digest"]},
        record_handover=lambda world, ids: {"handed_over_at": world.made["just now"], "how": "By hand"},
        add_addendum=lambda world, ids: {"body": "More"},
    ),
}
