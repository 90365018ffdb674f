pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// What happened, what is going on and what will: from top to bottom, with its dates.
Column {
    id: timeline

    required property var entries

    Repeater {
        model: timeline.entries.length

        Item {
            id: row
            required property int index
            readonly property var entry: timeline.entries[row.index] ?? ({"text": {"zh": ""}, "when": "", "state": "to_come"})
            readonly property bool last: row.index === timeline.entries.length - 1

            width: timeline.width
            height: texts.height + (row.last ? 0 : Theme.space)

            Rectangle {
                visible: !row.last
                x: 22
                y: 52
                width: 4
                height: row.height - 48
                color: row.entry.state === "done" ? Theme.primary : Theme.line
            }
            Rectangle {
                y: 6
                width: 48
                height: 48
                radius: 24
                color: row.entry.state === "to_come" ? Theme.surface : Theme.primary
                border.width: row.entry.state === "to_come" ? 4 : 0
                border.color: Theme.control
                IconItem {
                    anchors.centerIn: parent
                    visible: row.entry.state !== "to_come"
                    width: 36
                    height: 36
                    name: row.entry.state === "done" ? "check" : "point-filled"
                    color: Theme.primaryInk
                }
            }
            Column {
                id: texts
                x: 48 + Theme.gap + 8
                width: parent.width - x
                Label {
                    width: parent.width
                    text: Words.pick(row.entry.text)
                    font.weight: row.entry.state === "now" ? Theme.bold : Font.Normal
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: row.entry.when
                    font.pixelSize: Theme.small
                    color: Theme.muted
                }
            }
        }
    }
}
