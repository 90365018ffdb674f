pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// The questions that are not answered yet. What is typed stays here and goes to core as it changes.
Page {
    id: screen

    property var edits: Object.assign({}, screen.drafts)
    property var mistakes: ({})
    property string active: ""
    readonly property var fields: screen.view.fields
    readonly property string ask: screen.fields.map(field => field.id).join()

    function valueOf(field: var): string {
        const value = screen.edits[field.id] ?? field.value;
        return field.kind === "date" ? value.replace(/\D/g, "") : value;
    }

    function answer(field: var): string {
        const value = screen.valueOf(field).trim();
        return field.kind === "date" && value.length === 8 ? value.slice(0, 4) + "-" + value.slice(4, 6) + "-" + value.slice(6) : value;
    }

    function edit(field: var, value: string): void {
        screen.edits = Object.assign({}, screen.edits, {[field.id]: value});
        screen.mistakes = Object.assign({}, screen.mistakes, {[field.id]: ""});
        screen.sent({"intent": "change", "field": field.id, "value": screen.answer(field)});
    }

    function type(key: string): void {
        const field = screen.fields.find(each => each.id === screen.active);
        if (!field)
            return;
        const value = screen.valueOf(field);
        const limit = field.kind === "date" ? 8 : field.kind === "phone" ? Math.min(12, field.max_length) : field.max_length;
        if (value.length + key.length <= limit)
            screen.edit(field, value + key);
        // A number that can only be whole now needs no "done".
        const whole = field.kind === "phone" && value.startsWith("1") ? 11 : limit;
        if (field.kind !== "text" && value.length + 1 >= whole)
            screen.active = "";
    }

    function erase(): void {
        const field = screen.fields.find(each => each.id === screen.active);
        if (field)
            screen.edit(field, screen.valueOf(field).slice(0, -1));
    }

    function mistake(field: var): string {
        const value = screen.valueOf(field).trim();
        if (value === "")
            return field.required ? qsTrId(field.kind === "choice" ? "form.choose_one" : field.kind === "confirm" ? "form.confirm" : "form.required") : "";
        if (field.kind === "date") {
            const date = new Date(screen.answer(field) + "T12:00:00");
            if (value.length !== 8 || isNaN(date.getTime()) || date.getDate() !== Number(value.slice(6)))
                return qsTrId("form.date");
        }
        if (field.kind === "phone" && !/^(1[3-9]\d{9}|0\d{9,11})$/.test(value))
            return qsTrId("form.phone");
        return "";
    }

    function errorOf(field: var): string {
        return screen.mistakes[field.id] ?? Words.pick(field.error);
    }

    function submit(): void {
        board.settle();
        const found = {};
        const values = {};
        for (const field of screen.fields) {
            found[field.id] = screen.mistake(field);
            values[field.id] = screen.answer(field);
        }
        screen.mistakes = found;
        const first = screen.fields.findIndex(field => found[field.id] !== "");
        if (first < 0) {
            screen.active = "";
            screen.sent({"intent": "submit", "values": values});
        } else {
            screen.see(first);
        }
    }

    function see(index: int): void {
        const item = list.itemAt(index);
        if (item)
            Qt.callLater(() => pane.reveal(item.y, item.y + item.height));
    }

    function focusOn(index: int): void {
        screen.active = screen.fields[index].id;
        pane.contentY = 0;
    }

    onAskChanged: {
        screen.active = "";
        screen.mistakes = {};
        pane.contentY = 0;
    }

    title: Words.pick(screen.view.title)
    help: [screen.view.title.zh === screen.view.service.zh ? "" : Words.pick(screen.view.service), screen.view.pages > 1 ? Words.say({"id": "form.page", "args": {"page": String(screen.view.page), "pages": String(screen.view.pages)}}) : ""].filter(part => part !== "").join("  ")
    primaryText: qsTrId("action.continue")
    onPressed: screen.submit()

    focus: true
    Keys.onPressed: event => {
        if (screen.active === "")
            return;
        if (event.key === Qt.Key_Backspace)
            board.erase();
        else if (event.text.length === 1 && event.text >= " ")
            board.press(event.text);
    }

    ScrollPane {
        id: pane
        width: screen.bodyWidth
        height: board.visible ? board.y - Theme.gap : screen.bodyHeight
        spacing: Theme.space + Theme.gap

        Repeater {
            id: list
            model: screen.fields.length

            FormField {
                id: field
                required property int index
                readonly property var blank: ({"id": "", "kind": "text", "label": {"zh": ""}, "help": {"zh": ""}, "required": false, "value": "", "source": "", "options": []})
                spec: screen.fields[field.index] ?? field.blank
                width: pane.columnWidth
                value: screen.edits && screen.fields[field.index] ? screen.valueOf(field.spec) : ""
                error: screen.fields[field.index] ? screen.errorOf(field.spec) : ""
                active: screen.active === field.spec.id
                // One question alone while the keys are there.
                visible: screen.active === "" || field.active
                brief: screen.wide && field.active
                onTouched: screen.focusOn(field.index)
                onChosen: value => {
                    screen.active = "";
                    screen.edit(field.spec, value);
                }
            }
        }
    }

    KeyBoard {
        id: board
        visible: screen.active !== ""
        y: screen.bodyHeight - height
        width: screen.bodyWidth
        compact: screen.wide || Theme.large
        kind: (screen.fields.find(field => field.id === screen.active) ?? ({"kind": "digits"})).kind
        onTyped: key => screen.type(key)
        onErased: screen.erase()
        onFinished: screen.active = ""
    }
}
