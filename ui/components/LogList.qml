pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// What happened, a line each: how it was by its mark, when, what.
Column {
    id: list

    required property var lines
    property bool marks: true

    Repeater {
        model: list.lines.length

        Item {
            id: line
            required property int index
            readonly property var entry: list.lines[line.index] ?? ({"when": "", "text": {"zh": ""}, "mark": "works", "way": ""})

            width: list.width
            height: Math.max(72, what.height + 16)

            Rectangle {
                visible: line.index > 0
                width: parent.width
                height: Theme.hairline
                color: Theme.line
            }
            StateMark {
                id: mark
                visible: list.marks && line.entry.way === ""
                anchors.verticalCenter: parent.verticalCenter
                width: 44
                height: 44
                mark: line.entry.mark
            }
            IconItem {
                visible: line.entry.way !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: 40
                height: 40
                name: line.entry.way === "to" ? "arrow-right" : "arrow-left"
                color: line.entry.way === "to" ? Theme.primary : Theme.muted
            }
            Label {
                id: what
                objectName: "line:" + line.index
                x: 60
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x - (when.visible ? when.width + Theme.gap : 0)
                text: Words.pick(line.entry.text)
                font.pixelSize: Theme.small
                lineHeight: 0.92
            }
            Label {
                id: when
                visible: text !== ""
                x: parent.width - width
                anchors.verticalCenter: parent.verticalCenter
                text: line.entry.when
                font.pixelSize: Theme.small
                color: Theme.muted
                wrapMode: Text.NoWrap
            }
        }
    }
}
