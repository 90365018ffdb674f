pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// What happened, what is going on and what will: from top to bottom, with its dates under it, or beside it where brief.
Column {
    id: timeline

    required property var entries
    property bool brief: false
    readonly property int mark: timeline.brief ? 40 : 48
    readonly property int gap: timeline.brief ? 20 : Theme.space

    Repeater {
        model: timeline.entries.length

        Item {
            id: row
            required property int index
            readonly property var entry: timeline.entries[row.index] ?? ({"text": {"zh": ""}, "when": "", "state": "to_come"})
            readonly property bool last: row.index === timeline.entries.length - 1
            readonly property bool past: row.entry.state === "done"
            readonly property bool beside: timeline.brief && row.entry.when !== ""

            width: timeline.width
            height: Math.max(text.height + (row.beside ? 0 : when.height), timeline.mark) + (row.last ? 0 : timeline.gap)

            Rectangle {
                visible: !row.last
                x: (timeline.mark - width) / 2
                y: sign.y + sign.height
                width: 4
                height: row.height - sign.height
                color: row.past ? Theme.primary : Theme.line
            }
            Rectangle {
                id: sign
                y: (text.height / text.lineCount - height) / 2
                width: timeline.mark
                height: timeline.mark
                radius: timeline.mark / 2
                color: row.entry.state === "to_come" ? Theme.surface : Theme.primary
                border.width: row.entry.state === "to_come" ? 4 : 0
                border.color: Theme.control
                IconItem {
                    anchors.centerIn: parent
                    visible: row.entry.state !== "to_come"
                    width: timeline.mark * 0.75
                    height: width
                    name: row.past ? "check" : "point-filled"
                    color: Theme.primaryInk
                }
            }
            Label {
                id: text
                x: timeline.mark + 24
                width: parent.width - x - (row.beside ? when.implicitWidth + Theme.gap : 0)
                text: Words.pick(row.entry.text)
                font.pixelSize: timeline.brief && Words.language === "en" ? Theme.small : Theme.body
                font.weight: row.entry.state === "now" ? Theme.bold : Font.Normal
                color: timeline.brief && row.past ? Theme.muted : Theme.ink
                lineHeight: timeline.brief ? 0.9 : 1
            }
            Label {
                id: when
                x: row.beside ? row.width - width : text.x
                y: row.beside ? (text.height / text.lineCount - implicitHeight) / 2 : text.height
                width: row.beside ? implicitWidth : text.width
                height: visible ? implicitHeight : 0
                visible: row.entry.when !== ""
                text: Words.dated(row.entry.when, timeline.brief)
                font.pixelSize: Theme.small
                color: Theme.muted
            }
        }
    }
}
