import { registry } from "@web/core/registry";
import { inFormat, isReadable, unreadable } from "./words";

const SENTENCE = "o_casecon_unreadable";
const OURS = ".o_casecon_verb, .o_casecon_book, .o_casecon_ask";
const PLACES = "[data-casecon-date], .o_field_date, .o_field_datetime, .o_field_casecon_talk_date";
const CLOSING = ["Enter", "Tab"];

/**
 * In every date field of ours: words become a date ("in 2 weeks"), and what cannot be read gets a sentence.
 *
 * Stock puts the old value back without a word. It asks on several events, so that what was typed is looked at here
 * before any of them reaches it: on the window, where a picker that closes listens, too.
 */
export const datesService = {
    dependencies: ["action"],
    start(env, { action }) {
        const isOurs = (input) =>
            Boolean(input.closest(OURS)) || (action.currentController?.action?.res_model || "").startsWith("casecon.");

        const typeOf = (input) => {
            if (!(input instanceof HTMLInputElement) || !isOurs(input)) {
                return null;
            }
            const place = input.closest(PLACES);
            return place?.dataset.caseconDate || (place && (place.matches(".o_field_datetime") ? "datetime" : "date"));
        };

        function say(input, sentence) {
            const place = input.closest(PLACES);
            place?.querySelector(`.${SENTENCE}`)?.remove();
            if (place && sentence) {
                const element = document.createElement("div");
                element.className = `${SENTENCE} text-danger small`;
                element.setAttribute("role", "alert");
                element.textContent = sentence;
                place.append(element);
            }
        }

        function look(input) {
            const type = typeOf(input);
            if (!type || input.readOnly) {
                return;
            }
            const typed = input.value.trim();
            const meant = typed && inFormat(typed, type);
            if (meant) {
                input.value = meant;
            } else if (typed && !isReadable(typed, type)) {
                say(input, unreadable(typed, type)); // it stays until something else is typed
            }
        }

        window.addEventListener("input", ({ target }) => typeOf(target) && say(target, ""), true);
        window.addEventListener("change", ({ target }) => look(target), true);
        window.addEventListener("keydown", ({ key, target }) => CLOSING.includes(key) && look(target), true);
        window.addEventListener(
            "pointerdown",
            ({ target }) => target !== document.activeElement && look(document.activeElement),
            true,
        );
    },
};

registry.category("services").add("casecon_dates", datesService);
