import QtQuick
import ui.native
import ui.theme

// A sheet of lines: what, its value, where it came from, and a way to change it.
Sheet {
    id: sheet

    required property var rows
    property bool sources: true

    signal change(string field)

    height: column.height + 2 * Theme.gap

    Column {
        id: column
        x: Theme.space
        y: Theme.gap
        width: parent.width - 2 * Theme.space

        Repeater {
            model: sheet.rows.length

            Item {
                id: row
                required property int index
                readonly property var entry: sheet.rows[row.index] ?? ({"label": {"zh": ""}, "value": {"zh": ""}, "source": "", "change": ""})
                readonly property bool changeable: row.entry.change !== ""

                width: column.width
                height: Math.max(texts.height + 2 * 12, row.changeable ? Theme.touch : 0)

                Rectangle {
                    visible: row.index > 0
                    width: parent.width
                    height: Theme.hairline
                    color: Theme.line
                }
                Column {
                    id: texts
                    y: (row.height - height) / 2
                    width: parent.width - (row.changeable ? button.width + Theme.gap : 0)

                    Flow {
                        width: parent.width
                        spacing: Theme.gap
                        Label {
                            width: Math.min(implicitWidth, parent.width)
                            text: Words.pick(row.entry.label)
                            font.pixelSize: Theme.small
                            color: Theme.muted
                        }
                        Label {
                            visible: sheet.sources && text !== ""
                            text: row.entry.source === "" ? "" : "· " + qsTrId("source." + row.entry.source)
                            font.pixelSize: Theme.small
                            color: Theme.primary
                        }
                    }
                    Label {
                        objectName: "row:" + row.index
                        width: parent.width
                        text: Words.pick(row.entry.value)
                        font.weight: Theme.bold
                        lineHeight: 0.95
                    }
                }
                QuietButton {
                    id: button
                    objectName: "choice:change:" + row.entry.change
                    visible: row.changeable
                    x: parent.width - width
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
