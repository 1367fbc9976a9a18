import { useState, useSubEnv } from "@odoo/owl";
import { RPCError } from "@web/core/network/rpc";

/** What a form and the times in it share: why the booking was refused, and who need not be free. */
export function useBooking() {
    const booking = useState({ refusal: "", despite: [] });
    useSubEnv({ caseconBooking: booking });
    return booking;
}

/** Book what is saved; a refusal is kept for the times to show. Returns whether it is booked. */
export async function schedule(orm, booking, id) {
    const despite = booking.despite.length ? { despite: [...booking.despite] } : {};
    // the next times are drawn below the refusal, which need not name them
    const options = { ...despite, context: { casecon_shows_times: true } };
    try {
        await orm.call("casecon.conference", "action_schedule", [[id]], options);
    } catch (error) {
        if (!(error instanceof RPCError)) {
            throw error;
        }
        booking.refusal = error.data?.message || error.message;
        return false;
    }
    return true;
}
