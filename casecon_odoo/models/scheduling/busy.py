import logging
from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from .. import clock

_logger = logging.getLogger(__name__)

# What counts as busy, said once: for the triggers, for the nightly comparison and for the check when booking.
# An attendance that is not declined, of an event that is there and not shown as free. "Not answered yet" is busy, as
# Odoo shows it; "perhaps" is soft. An all-day event is kept as its dates, from midnight to midnight on the person's
# own clock (`whole`): Odoo stores 08:00 and 18:00 of no zone. Time off is none of it: it is asked for as leave.
COUNTS = """
    e.active AND e.show_as IS DISTINCT FROM 'free' AND e.res_model IS DISTINCT FROM 'hr.leave'
    AND (e.allday OR e.start < e.stop)
"""
START = "CASE WHEN e.allday THEN date_trunc('day', e.start) ELSE e.start END"
STOP = "CASE WHEN e.allday THEN date_trunc('day', e.stop) + interval '1 day' ELSE e.stop END"
# Whether it had not ended by an instant (%s); an all-day event ends at the midnight after its dates, not at 18:00.
STILL_TO_END = f"{STOP} >= %s"
BUSY = f"""
    SELECT a.event_id, a.id AS attendee_id, a.partner_id, {START} AS start, {STOP} AS stop,
           a.state IS NOT DISTINCT FROM 'tentative' AS soft, e.allday IS TRUE AS whole
      FROM calendar_attendee a JOIN calendar_event e ON e.id = a.event_id
     WHERE a.state IS DISTINCT FROM 'declined' AND a.partner_id IS NOT NULL AND {COUNTS}
"""  # noqa: S608  # constants of this file

# What may have begun long before an hour that it is in the way of; an all-day event is anywhere near its dates.
LONG_FROM = "interval '4 hours'"
LONG = f"(allday IS TRUE OR stop - start > {LONG_FROM})"

WAS_DROPPED = """OLD.stop < now() AT TIME ZONE 'UTC'
        OR (OLD.active, OLD.show_as, OLD.res_model) IS DISTINCT FROM (NEW.active, NEW.show_as, NEW.res_model)"""

# A conflict can only be with another transaction: it fails as one that Odoo runs again, not as a double key.
PUT = f"""
    INSERT INTO casecon_busy (event_id, attendee_id, partner_id, start, stop, soft, whole) {BUSY}
       AND %s
        ON CONFLICT (event_id, attendee_id) DO UPDATE SET partner_id = excluded.partner_id, start = excluded.start,
           stop = excluded.stop, soft = excluded.soft, whole = excluded.whole
"""

TABLE = f"""
-- in the order of who makes or moves a meeting: the copy first would be a deadlock with them, and end the update
LOCK TABLE calendar_event, calendar_attendee;
-- made anew by each update of the addon, seconds for a million meetings: whatever it looked like before is gone
DROP TABLE IF EXISTS casecon_busy;
CREATE TABLE casecon_busy (
    event_id int, attendee_id int, partner_id int NOT NULL, start timestamp NOT NULL, stop timestamp NOT NULL,
    soft boolean NOT NULL, whole boolean NOT NULL, PRIMARY KEY (event_id, attendee_id));
-- stop first: the past, which grows for ever, is never read
CREATE INDEX casecon_busy_partner_stop ON casecon_busy (partner_id, stop) INCLUDE (start, soft, whole, event_id);
-- what may begin long before it stops, so that a search need not read on to the end of all diaries for it
CREATE INDEX casecon_busy_long ON casecon_busy (partner_id, stop) INCLUDE (start, soft, whole, event_id)
    WHERE stop - start > interval '2 days';

-- for the look into Odoo's own tables when an hour is booked; few rows
CREATE INDEX IF NOT EXISTS casecon_long_meetings ON calendar_event (stop) INCLUDE (start, id) WHERE {LONG};

CREATE OR REPLACE FUNCTION casecon_busy_attendee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        {PUT % "a.id = NEW.id"};
        IF TG_OP = 'INSERT' OR FOUND AND NEW.event_id = OLD.event_id THEN
            RETURN NULL;
        END IF;
    END IF;
    DELETE FROM casecon_busy WHERE event_id = OLD.event_id AND attendee_id = OLD.id;
    RETURN NULL;
END $$;
-- an event makes all who have not declined busy, or nobody; who that is stays as it is when it moves. Not of one that
-- was over or did not count: of that, rows were dropped, and only some may be back.
CREATE OR REPLACE FUNCTION casecon_busy_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DECLARE e ALIAS FOR NEW;
    BEGIN
        IF ({COUNTS}) IS NOT TRUE THEN
            DELETE FROM casecon_busy WHERE event_id = e.id;
            RETURN NULL;
        END IF;
        UPDATE casecon_busy SET start = {START}, stop = {STOP}, whole = e.allday IS TRUE WHERE event_id = e.id;
    END;
    IF NOT FOUND OR {WAS_DROPPED} THEN
        {PUT % "e.id = NEW.id"};
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS casecon_busy_made ON calendar_attendee;
CREATE TRIGGER casecon_busy_made AFTER INSERT OR DELETE ON calendar_attendee
    FOR EACH ROW EXECUTE FUNCTION casecon_busy_attendee();
-- without WHEN, which PostgreSQL reads and plans anew for each statement: a move would pay more for it than it spares
DROP TRIGGER IF EXISTS casecon_busy_answered ON calendar_attendee;
CREATE TRIGGER casecon_busy_answered AFTER UPDATE OF state, partner_id, event_id ON calendar_attendee
    FOR EACH ROW EXECUTE FUNCTION casecon_busy_attendee();
DROP TRIGGER IF EXISTS casecon_busy_moved ON calendar_event;
CREATE TRIGGER casecon_busy_moved AFTER UPDATE OF start, stop, active, show_as, allday, res_model ON calendar_event
    FOR EACH ROW EXECUTE FUNCTION casecon_busy_event();
"""  # noqa: S608  # constants of this file

REMOVE = """
DROP FUNCTION IF EXISTS casecon_busy_attendee() CASCADE;
DROP FUNCTION IF EXISTS casecon_busy_event() CASCADE;
DROP TABLE IF EXISTS casecon_busy;
DROP INDEX IF EXISTS casecon_long_meetings;
"""

DIFFERENT = f"""
    SELECT coalesce(truth.event_id, copy.event_id), coalesce(truth.attendee_id, copy.attendee_id)
      FROM ({BUSY} AND {STILL_TO_END}) truth
      FULL JOIN (SELECT * FROM casecon_busy WHERE stop >= %s) copy
        ON (copy.event_id, copy.attendee_id) = (truth.event_id, truth.attendee_id)
     WHERE truth IS DISTINCT FROM copy
"""  # noqa: S608  # constants of this file

KEPT = timedelta(days=7)  # what ended before is nobody's to ask for


class CaseconBusy(models.AbstractModel):
    """When people are busy: a narrow copy of attendances, kept by triggers (`docs/decisions/005`).

    A search aid: two transactions that cannot see each other can leave a stale row, so booking asks the true
    tables, and every night the copy is compared with them.
    """

    _name = "casecon.busy"
    _description = "Busy times"

    def init(self):
        self.env.cr.execute(TABLE)
        self.env.cr.execute(PUT % STILL_TO_END, [clock.now() - KEPT])

    def _cron_repair(self):
        """Drop the past, compare the rest with the truth and mend it; the log holds a number only."""
        self.env.cr.execute("DELETE FROM casecon_busy WHERE stop < %s", [clock.now() - KEPT])
        mended = self._repair()
        _logger.info("Busy times compared with the calendar: %s rows differed and were mended.", mended)

    def _repair(self):
        """Bring the copy in line with the truth. Returns how many rows differed and were mended.

        They are looked for without a lock and mended alone, so that nobody's own work at night fails because of it.
        """
        self.env.flush_all()
        since = clock.now() - KEPT
        different = [event_id for event_id, _attendee_id in self.env.execute_query(SQL(DIFFERENT, since, since))]
        mended = {event_id: self._mend(event_id) for event_id in dict.fromkeys(different)}
        return sum(mended[event_id] for event_id in different)

    def _mend(self, event_id):
        """The rows of one event. Whatever is wrong with it is that event's: the others are mended all the same."""
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute("DELETE FROM casecon_busy WHERE event_id = %s", [event_id])
                self.env.cr.execute(PUT % "e.id = %s", [event_id])
        except Exception as error:  # somebody changed it just now, or it cannot be: the next night looks again
            _logger.warning("Busy times of event %s could not be mended (%s)", event_id, type(error).__name__)
            return False
        return True
