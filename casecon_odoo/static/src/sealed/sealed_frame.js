import { Component, onWillUnmount, useExternalListener, useRef, useState } from "@odoo/owl";

/** How high a frame was: the next one with the same texts keeps the place free, so that nothing jumps. */
const heights = new Map();
const PATIENCE = 10000; // ms in which a page that was loaded tells its height

/** The frame in which the server shows sealed texts. Of what it holds it tells only how high it is, and whether words are unsaved. */
export class SealedFrame extends Component {
    static template = "casecon_odoo.SealedFrame";
    static props = {
        texts: Array,
        isHeaded: { type: Boolean, optional: true }, // each says what it is, also where there is one
        isRead: { type: Boolean, optional: true }, // it is not edited
        title: String,
        focus: { type: Boolean, optional: true },
        frame: { type: Object, optional: true }, // gets `save`
        onUnsaved: { type: Function, optional: true },
    };

    setup() {
        this.frame = useRef("frame");
        const scheme = getComputedStyle(document.documentElement).getPropertyValue("--casecon-sealed-scheme");
        const { texts, isHeaded, isRead } = this.props;
        const asked = (isHeaded && "?headed=1") || (isRead && "?read=1") || "";
        this.address = `/updates/text/${texts.join(",")}${asked}#${scheme.trim()}`;
        this.state = useState({ height: heights.get(this.address) || 96, isSilent: false });
        this.hasTold = false;
        this.waiting = [];
        Object.assign(this.props.frame || {}, { save: () => this.save() });
        useExternalListener(window, "message", (event) => this.hear(event));
        onWillUnmount(() => this.settled(true));
    }

    hear({ source, data }) {
        if (!source || source !== this.frame.el?.contentWindow || !data?.casecon) {
            return;
        }
        const { height, unsaved, settled } = data.casecon;
        this.hasTold = true;
        this.state.isSilent = false;
        if (Number.isFinite(height)) {
            this.state.height = height;
            heights.set(this.address, height);
        }
        if (unsaved !== undefined) {
            this.props.onUnsaved?.(Boolean(unsaved));
        }
        if (settled) {
            this.settled(!unsaved);
        }
    }

    onLoad() {
        if (this.props.focus) {
            this.frame.el.focus();
        }
        clearTimeout(this.timer);
        this.timer = setTimeout(() => (this.state.isSilent = !this.hasTold), PATIENCE);
    }

    /** Save what is typed: whether all of it is saved now. */
    save() {
        return new Promise((resolve) => {
            this.waiting.push(resolve);
            this.frame.el.contentWindow.postMessage("casecon_save", "*");
            setTimeout(() => this.settled(false), PATIENCE);
        });
    }

    settled(isSaved) {
        clearTimeout(this.timer);
        this.waiting.splice(0).forEach((resolve) => resolve(isSaved));
    }
}
