import { _t } from "@web/core/l10n/translation";
import { chosen, inRole, REASON_FOR_DESK, REASON_FOR_OH } from "./shared";

const SEATS = [
    ["clinician", _t("OH clinician")],
    ["manager", _t("Line manager")],
    ["hr", _t("HR representative")],
];

/** Who could take a seat: HR's own people, and those who lead a team before everybody else. */
async function people(orm, conferenceId) {
    const found = await orm.call("casecon.conference", "find_replacements", [[conferenceId]]);
    return { managers: found.managers, hrPeople: found.hr };
}

/** Somebody for a seat; none before it is chosen. */
function replacement(values, facts) {
    const companies = ["company_id", "in", [facts.company, false]];
    const byRole = {
        clinician: {
            label: _t("The new clinician"),
            model: "casecon.clinician",
            domain: [
                ["company_id", "=", facts.company],
                ["id", "!=", facts.clinician],
            ],
            freeAt: facts.isBooked,
        },
        manager: {
            label: _t("The new manager"),
            model: "hr.employee.public",
            domain: [companies, ["id", "not in", [facts.employee, facts.manager]]],
            likely: facts.managers,
        },
        hr: {
            label: _t("The new HR representative"),
            model: "res.users",
            domain: [["id", "in", facts.hrPeople]],
        },
    };
    const named = byRole[values.role];
    return named ? [{ name: "value", type: "record", required: true, key: values.role, ...named }] : [];
}

/** Verbs that say who attends. */
export const PEOPLE = {
    reassign: {
        title: _t("Replace a person"),
        needs: people,
        says: _t("The person who is replaced loses access at once. The new person is invited."),
        inputs: (values, facts) => [
            {
                name: "role",
                type: "choice",
                label: _t("Who is replaced?"),
                choices: SEATS,
                required: true,
            },
            ...replacement(values, facts),
            ...(values.role ? [{ name: "reason", type: "text", label: _t("Why"), hint: REASON_FOR_DESK }] : []),
        ],
        told: (facts, values, names) => [
            ...inRole(facts, values.role),
            ...(names.value ? [chosen(names.value)] : []),
            ...(values.role ? inRole(facts, "employee") : []),
        ],
        confirm: _t("Replace"),
    },
    accept_conflict: {
        title: _t("Accept a conflict of interest"),
        needs: people,
        says: (facts) =>
            facts.hasConflict
                ? _t("Nobody is replaced. If one of these people changes, you will be asked again.")
                : _t(
                      "Do this before you replace a person, or before the employee names a companion. It applies to this person only.",
                  ),
        inputs: (values, facts) => [
            ...(facts.hasConflict
                ? []
                : [
                      {
                          name: "role",
                          type: "choice",
                          label: _t("In which role?"),
                          choices: [...SEATS, ["companion", _t("Companion")]],
                          required: true,
                      },
                  ]),
            ...(values.role === "companion"
                ? [
                      {
                          name: "value",
                          type: "choice",
                          key: "companion",
                          label: _t("The companion is also"),
                          choices: SEATS,
                          required: true,
                      },
                  ]
                : replacement(values, facts)),
            {
                name: "reason",
                type: "text",
                label: _t("Why this is acceptable"),
                hint: REASON_FOR_OH,
                placeholder: _t("e.g. There is no other physician, and the employee agrees."),
                required: true,
            },
        ],
        confirm: _t("Accept"),
    },
    add_attendee: {
        title: _t("Add a person"),
        says: (facts) =>
            facts.isOnPaper
                ? _t("OH tells the employee the new name, and records before the meeting that they acknowledge it.")
                : _t("The employee sees the new name and must acknowledge it before the meeting begins."),
        inputs: (values, facts) => [
            {
                name: "role",
                type: "choice",
                label: _t("As what?"),
                choices: [
                    ["minute_taker", _t("Minute taker")],
                    ["interpreter", _t("Interpreter")],
                    ["other", _t("Other")],
                ],
                required: true,
            },
            {
                name: "partner_id",
                type: "record",
                label: _t("Who"),
                model: "res.partner",
                domain: [["id", "not in", facts.attendees.map((row) => row.partner_id[0])]],
                required: true,
            },
        ],
        told: (facts, values, names) => [
            ...(names.partner_id ? [chosen(names.partner_id)] : []),
            ...inRole(facts, "employee"),
        ],
        confirm: _t("Add"),
    },
    remove_attendee: {
        title: _t("Remove a person"),
        says: _t("They lose access at once."),
        inputs: (values, facts) => [
            {
                name: "attendee_id",
                type: "choice",
                label: _t("Who"),
                choices: facts.attendees
                    .filter((row) => !["employee", "clinician", "companion"].includes(row.role))
                    .map((row) => [row.id, row.name]),
                none: _t("You cannot remove the employee, the clinician or the companion here. Nobody else attends."),
                required: true,
            },
        ],
        told: (facts, values) => facts.attendees.filter((row) => row.id === values.attendee_id),
        confirm: _t("Remove"),
        danger: true,
    },
    invite_companion: {
        title: _t("Invite the companion"),
        says: _t("They get a link to the portal, which shows them the time and place."),
        inputs: [],
        told: (facts) => inRole(facts, "companion"),
        confirm: _t("Invite"),
        done: _t("The companion gets an email with a link."),
    },
};
