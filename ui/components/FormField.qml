pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// One question: its label, its help, what is wrong with the answer, and the place for it.
Column {
    id: field

    required property var spec
    property string value: ""
    property string error: ""
    property bool active: false
    property bool brief: false
    readonly property bool typed: field.spec.kind !== "choice" && field.spec.kind !== "confirm"

    signal touched()
    signal chosen(string value)

    function shown(): string {
        if (field.spec.kind !== "date")
            return field.spec.kind === "phone" ? field.value.replace(/^(\d{3})(\d{1,4})/, "$1 $2").replace(/^(\d{3} \d{4})(\d)/, "$1 $2") : field.value;
        const slots = (field.value + "________").slice(0, 8);
        return Words.say({"id": "date.written", "args": {"year": slots.slice(0, 4), "month": slots.slice(4, 6), "day": slots.slice(6)}});
    }

    spacing: 12

    Flow {
        width: parent.width
        spacing: Theme.gap
        visible: field.spec.kind !== "confirm"
        Label {
            width: Math.min(implicitWidth, parent.width)
            text: Words.pick(field.spec.label)
            font.weight: Theme.bold
        }
        SourceTag {
            source: field.value === field.spec.value || field.value === field.spec.value.replace(/-/g, "") ? field.spec.source : "you"
            visible: field.spec.source !== "" && field.value !== ""
        }
        Label {
            visible: !field.spec.required
            text: qsTrId("form.optional")
            color: Theme.muted
            font.pixelSize: Theme.small
        }
    }
    Label {
        width: parent.width
        visible: text !== "" && !field.brief && field.spec.kind !== "confirm"
        text: Words.pick(field.spec.help)
        color: Theme.muted
        font.pixelSize: Theme.small
    }
    Row {
        visible: field.error !== ""
        spacing: 12
        IconItem {
            y: 4
            width: 40
            height: 40
            name: "alert-circle"
            color: Theme.trouble
        }
        Label {
            objectName: "error:" + field.spec.id
            width: field.width - 52
            text: field.error
            color: Theme.trouble
            font.weight: Theme.bold
            font.pixelSize: Theme.small
            Accessible.role: Accessible.AlertMessage
        }
    }
    Touch {
        id: box
        objectName: "field:" + field.spec.id
        visible: field.typed
        width: parent.width
        height: 112
        text: Words.pick(field.spec.label)
        Accessible.role: Accessible.EditableText
        Accessible.description: field.shown()
        onClicked: field.touched()
        background: Rectangle {
            radius: Theme.radius
            color: Theme.surface
            border.width: field.active ? 6 : field.error !== "" ? 5 : 3
            border.color: field.active ? Theme.primary : field.error !== "" ? Theme.trouble : Theme.control
        }
        contentItem: Item {
            Label {
                id: answer
                objectName: "value:" + field.spec.id
                x: Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width - 2 * Theme.space)
                text: field.value === "" && !field.active && field.spec.kind !== "date" ? qsTrId("form.touch_to_fill") : field.shown()
                color: field.value === "" ? Theme.muted : Theme.ink
                font.pixelSize: field.value === "" ? Theme.body : Math.min(Theme.heading, 56)
                wrapMode: Text.NoWrap
                elide: Text.ElideLeft
                Accessible.ignored: true
            }
            Rectangle {
                visible: field.active && field.spec.kind !== "date"
                x: answer.x + (field.value === "" ? 0 : answer.width) + 4
                anchors.verticalCenter: parent.verticalCenter
                width: 4
                height: 60
                color: Theme.primary
            }
        }
    }
    Repeater {
        model: field.spec.kind === "choice" ? field.spec.options.length : 0
        Choice {
            id: option
            required property int index
            readonly property var entry: field.spec.options[option.index] ?? ({"value": "", "label": {"zh": ""}})
            objectName: "field:" + field.spec.id + ":" + option.entry.value
            width: field.width
            text: Words.pick(option.entry.label)
            chosen: field.value === option.entry.value
            onClicked: field.chosen(option.entry.value)
        }
    }
    Choice {
        objectName: "field:" + field.spec.id
        visible: field.spec.kind === "confirm"
        width: parent.width
        square: true
        implicitHeight: Math.max(Theme.main, reach)
        help: Words.pick(field.spec.help)
        text: Words.pick(field.spec.label)
        chosen: field.value === "yes"
        onClicked: field.chosen(field.value === "yes" ? "" : "yes")
    }
}
