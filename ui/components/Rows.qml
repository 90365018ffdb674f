pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// A sheet of lines: what, its value, where it came from, and a way to change it.
Sheet {
    id: sheet

    required property var rows
    // Short values stand beside their labels, as on a card; else under them.
    property bool beside: false
    property bool sources: !sheet.beside
    readonly property bool narrow: !sheet.beside
    readonly property int labelWidth: Math.round(column.width * 0.34)

    signal change(string field)

    height: column.height + 2 * Theme.gap

    Column {
        id: column
        x: Theme.space + 8
        y: Theme.gap
        width: parent.width - 2 * x

        Repeater {
            model: sheet.rows.length

            Item {
                id: row
                required property int index
                readonly property var entry: sheet.rows[row.index] ?? ({"label": {"zh": ""}, "value": {"zh": ""}, "source": "", "change": ""})
                readonly property bool changeable: row.entry.change !== ""

                width: column.width
                height: Math.max(texts.height + 16, row.changeable ? Theme.touch + 8 : 96)

                Rectangle {
                    visible: row.index > 0
                    width: parent.width
                    height: Theme.hairline
                    color: Theme.line
                }
                Item {
                    id: texts
                    y: (row.height - height) / 2
                    width: row.width - (row.changeable ? button.width : 0)
                    height: sheet.narrow ? caption.height + value.height : Math.max(caption.height, value.height)

                    Label {
                        id: caption
                        readonly property string source: sheet.sources && row.entry.source !== "" ? qsTrId("source." + row.entry.source) : ""
                        y: sheet.narrow ? 0 : (parent.height - height) / 2
                        width: sheet.narrow ? parent.width : sheet.labelWidth
                        text: Words.pick(row.entry.label) + (caption.source === "" ? "" : (sheet.narrow ? " · " : "\n") + caption.source)
                        font.pixelSize: Theme.small
                        color: Theme.muted
                        lineHeight: 0.92
                    }
                    Label {
                        id: value
                        objectName: "row:" + row.index
                        x: sheet.narrow ? 0 : sheet.labelWidth + Theme.gap
                        y: sheet.narrow ? caption.height : (parent.height - height) / 2
                        width: parent.width - x
                        text: Words.dated(Words.pick(row.entry.value))
                        font.weight: Theme.bold
                        lineHeight: 0.92
                    }
                }
                QuietButton {
                    id: button
                    objectName: "choice:change:" + row.entry.change
                    visible: row.changeable
                    x: parent.width - width + Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTrId("review.change")
                    Accessible.name: qsTrId("review.change") + " " + Words.pick(row.entry.label)
                    glyph: "pencil"
                    tone: Theme.primary
                    onClicked: sheet.change(row.entry.change)
                }
            }
        }
    }
}
