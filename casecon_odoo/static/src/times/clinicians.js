/** The clinicians of a company, as `SlotPicker` offers them. */
export async function cliniciansOf(orm, company) {
    const found = await orm.searchRead("casecon.clinician", company ? [["company_id", "=", company]] : [], [
        "display_name",
    ]);
    return found.map(({ id, display_name: name }) => ({ id, name }));
}
