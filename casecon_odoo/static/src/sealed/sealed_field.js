import { Component, onMounted, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { SealedFrame } from "./sealed_frame";

/**
 * The sealed text of a record, by its id: read and, where the record can be changed, typed in a frame of its own.
 * Where there are several ("id/revision, id/revision"), they are read on one page.
 *
 * A record that is new is saved first, by the one press that begins the text. `with` in the options names rows whose
 * texts are shown below.
 */
export class SealedField extends Component {
    static template = "casecon_odoo.SealedField";
    static components = { SealedFrame };
    static props = {
        ...standardFieldProps,
        with: { type: String, optional: true },
        label: { type: String, optional: true },
        isHeaded: { type: Boolean, optional: true },
    };

    setup() {
        this.state = useState({ isStarted: false });
        this.isUnsaved = false;
        this.frame = {};
        useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", ({ detail }) => {
            if (this.isUnsaved) {
                detail.proms.push(this.save());
            }
        });
        // a change of the dialog before it stands would begin its rendering again, and so without an end
        onMounted(() => this.env.dialogData && this.waitBeforeClosing(this.env.dialogData));
        useExternalListener(window, "beforeunload", (event) => {
            if (this.isUnsaved) {
                event.preventDefault();
                event.returnValue = "unsaved";
            }
        });
    }

    /** Closed by its cross, a dialog waits for the last words: what is around it is read again after it. */
    waitBeforeClosing(dialog) {
        const { dismiss } = dialog;
        dialog.dismiss = async () => {
            await (this.isUnsaved && this.frame.save());
            return dismiss?.();
        };
    }

    get texts() {
        const { record, name, with: below } = this.props;
        const own = record.resId && record.data[name];
        const rows = own && below ? record.data[below].records : [];
        return own ? [...own.split(","), ...rows.map((row) => row.data[name]).filter(Boolean)] : [];
    }

    get ids() {
        return this.texts.map((text) => text.split("/")[0]);
    }

    /** Another key is another frame: it opens again where the texts, or what may be done with them, are others. */
    get key() {
        return [this.props.readonly, ...this.texts].join();
    }

    get title() {
        return this.props.label || (this.props.readonly ? _t("Text of the note") : _t("Write the note"));
    }

    async start() {
        this.state.isStarted = await this.props.record.save();
    }

    onUnsaved(isUnsaved) {
        this.isUnsaved = isUnsaved;
    }

    /** The record is not saved, nor a button of its form pressed, while words of its text are on their way. */
    async save() {
        const { record, name } = this.props;
        if (!(await this.frame.save())) {
            await record.setInvalidField(name);
        } else if (record.isFieldInvalid(name)) {
            await record.resetFieldValidity(name);
        }
    }
}

registry.category("fields").add("casecon_sealed", {
    component: SealedField,
    displayName: _t("Sealed text"),
    supportedTypes: ["char"],
    supportedOptions: [
        { label: _t("Show the texts of these rows, too"), name: "with", type: "string" },
        { label: _t("Each text says what it is"), name: "headed", type: "boolean" },
    ],
    extractProps: ({ attrs, options }) => ({ with: options.with, label: attrs.string, isHeaded: options.headed }),
});
